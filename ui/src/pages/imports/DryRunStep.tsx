/** What would happen, row by row, before anything is written. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { importRowsQuery } from "../../api/reads/work";
import { count } from "../../lib/format";
import { causesOf } from "../../lib/imports";
import { Progress } from "../../ui/Progress";
import { ErrorNote, Loading } from "../../ui/States";
import { Counts, PLANNED, type Shown } from "./Counts";
import type { StepProps } from "./ImportPage";
import { RowsTable } from "./RowsTable";
import { useImportAct } from "./useImport";

const WORDS = { create: "create", update: "update", skip: "skip", fail: "fail" };

export function DryRunStep({ it, go }: StepProps) {
  const act = useImportAct(it.id);
  const [shown, setShown] = useState<Shown>(undefined);

  if (it.state === "planning") return <Planning it={it} go={go} />;
  if (it.state !== "planned" || !it.counts) {
    return (
      <div className="stack">
        {it.error && (
          <div className="banner danger boxed" role="alert">
            {it.error}
          </div>
        )}
        {act.error && <ErrorNote what="The dry run did not begin." error={act.error} />}
        <p>The whole file is read, and for every row it is worked out what would happen. Nothing is written.</p>
        <div>
          <button
            type="button"
            className="button main"
            disabled={act.isPending}
            onClick={() => act.mutate("dry-run")}
          >
            Dry run
          </button>
        </div>
      </div>
    );
  }
  const writes = it.counts.create + it.counts.update;
  return (
    <>
      {act.error && (
        <ErrorNote what="The import did not begin." error={act.error} retry={() => act.mutate("dry-run")} />
      )}
      <Counts counts={it.counts} words={PLANNED} shown={shown} show={setShown} />
      <Causes id={it.id} fails={it.counts.fail} skips={it.counts.skip} />
      <RowsTable planned id={it.id} outcome={shown} words={WORDS} />
      <div className="row wrap import-acts">
        <button type="button" className="button" onClick={() => go("map")}>
          Back to the columns
        </button>
        {it.counts.fail > 0 && (
          <a className="button" href={`/v1/imports/${it.id}/errors.csv`} download>
            Download the rows that would fail
          </a>
        )}
        <span className="grow" />
        <button
          type="button"
          className="button main"
          disabled={!writes || act.isPending}
          onClick={() => act.mutate("run", { onSuccess: () => go("run") })}
        >
          {writes ? `Import ${count(writes, "row")}` : "Nothing to import"}
        </button>
      </div>
    </>
  );
}

function Planning({ it }: StepProps) {
  const { progress } = it;
  return (
    <section className="card" aria-label="Dry run" aria-busy="true">
      <div className="in">
        <b>Working out what would happen…</b>
        <Progress label="Dry run" done={progress?.done ?? 0} total={progress?.total ?? it.file.rows} />
        <span className="dim num">
          {count(progress?.done ?? 0, "row")} of {count(progress?.total ?? it.file.rows, "row")}
        </span>
      </div>
    </section>
  );
}

/** Why rows would not come in, the most frequent cause first. */
function Causes({ id, fails, skips }: { id: string; fails: number; skips: number }) {
  return (
    <>
      {fails > 0 && <CausesOf id={id} outcome="fail" title="Why rows would fail" total={fails} />}
      {skips > 0 && <CausesOf id={id} outcome="skip" title="Why rows would be skipped" total={skips} />}
    </>
  );
}

const ENOUGH = 500;

function CausesOf(props: { id: string; outcome: "fail" | "skip"; title: string; total: number }) {
  const query = useInfiniteQuery(importRowsQuery(props.id, props.outcome));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const more = query.hasNextPage && rows.length < ENOUGH && !query.isFetching;
  useEffect(() => {
    if (more) void query.fetchNextPage();
  }, [more]);
  const causes = causesOf(rows);
  return (
    <section className="card" aria-label={props.title}>
      <header>
        <span className="grow">{props.title}</span>
        {rows.length < props.total && (
          <span className="dim small">of the first {count(rows.length, "row")}</span>
        )}
      </header>
      <div className="in">
        {query.isPending && <Loading lines={2} />}
        {causes.map((cause) => (
          <div key={cause.reason} className="pairs cause">
            <span title={cause.example}>{cause.reason}</span>
            <b className="num">{count(cause.rows, "row")}</b>
          </div>
        ))}
      </div>
    </section>
  );
}
