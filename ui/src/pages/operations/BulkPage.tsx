/** One change in bulk: what it is, how far it is, how each case came out and why. */
import "../../styles/imports.css";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Bulk } from "../../api/types";
import { buttonOf, cameOut, DONE, isBusy, OUTCOMES, PLANNED, STATES, type BulkOutcome } from "../../lib/bulk";
import { ago, count, exact, int } from "../../lib/format";
import { MayButton } from "../../ui/MayButton";
import { Progress } from "../../ui/Progress";
import { ErrorNote, Failed, Loading } from "../../ui/States";
import { TopOfPage } from "../../ui/TopOfPage";
import { Examples } from "../cases/BulkPlan";
import { Takes } from "../cases/Takes";
import { ItemsTable } from "./ItemsTable";
import { useBulk, useBulkAct } from "./useBulk";
import { useTitles } from "./useTitles";

export function BulkPage() {
  const { id } = useParams({ from: "/frame/operations/$id" });
  const query = useBulk(id);
  const titled = useTitles();
  const { data, error, refetch } = query;
  if (!data && error) return <Failed what="The change" error={error} retry={() => void refetch()} />;
  return (
    <>
      <TopOfPage
        title={data ? titled(data) : "…"}
        beside={data && <span className={`verdict state-tag ${data.state}`}>{STATES[data.state]}</span>}
        actions={data && <Acts bulk={data} />}
      />
      <div className="page">
        <div className="page-in import-page stack" aria-busy={query.isFetching && !data}>
          {data ? <One bulk={data} /> : <Loading />}
        </div>
      </div>
    </>
  );
}

function Acts({ bulk }: { bulk: Bulk }) {
  const act = useBulkAct(bulk.id);
  const main = (label: string) => (
    <MayButton
      permission="bulk.run"
      className="button main"
      disabled={act.isPending}
      onClick={() => act.mutate("run")}
    >
      {label}
    </MayButton>
  );
  return (
    <>
      <a className="button" href={`/v1/bulk/${bulk.id}/items.csv`} download>
        Download
      </a>
      {bulk.state === "planned" && Boolean(bulk.counts.changed) && main(buttonOf(bulk.action, bulk.counts.changed!))}
      {bulk.state === "stopped" && main("Go on")}
      {bulk.state === "running" && (
        <MayButton
          permission="bulk.run"
          className="button"
          disabled={act.isPending}
          onClick={() => act.mutate("stop")}
        >
          Stop
        </MayButton>
      )}
      {act.error && <ErrorNote what="That did not work." error={act.error} />}
    </>
  );
}

function One({ bulk }: { bulk: Bulk }) {
  const [shown, setShown] = useState<BulkOutcome | undefined>();
  const { progress, by, at, filter } = bulk;
  const planned = bulk.state === "planned" || bulk.state === "planning";
  // Before the worker has said anything, all of it is to be done.
  const total = progress?.total || (planned ? bulk.cases : (bulk.counts.changed ?? 0));
  return (
    <>
      <p className="dim">
        {count(bulk.cases, "case")}
        {filter !== null && (filter ? <> that matched <code>{filter}</code></> : " (all)")}, selected{" "}
        <time dateTime={at} title={exact(at)}>
          {ago(at)}
        </time>
        {by && ` by ${by}`}
        {bulk.given.reason ? ` · “${String(bulk.given.reason)}”` : ""}
      </p>
      {bulk.error && <p className="case-note warn">{bulk.error}</p>}
      {isBusy(bulk) && progress && (
        <section className="card" aria-label="Progress">
          <div className="in">
            <Progress label="Change in bulk" done={progress.done} total={total} />
            <div className="row num dim">
              {int(progress.done)} of {int(total)}
              {progress.rate ? ` · ${int(Math.round(progress.rate))} cases a second` : ""}
            </div>
          </div>
        </section>
      )}
      <Outcomes bulk={bulk} planned={planned} shown={shown} show={setShown} />
      {bulk.left > 0 && bulk.state === "stopped" && (
        <p className="case-note warn">{count(bulk.left, "case")} are still to be changed.</p>
      )}
      <ByType bulk={bulk} />
      <Reasons bulk={bulk} />
      <ItemsTable id={bulk.id} outcome={shown} planned={planned} />
    </>
  );
}

function Outcomes(props: {
  bulk: Bulk;
  planned: boolean;
  shown: BulkOutcome | undefined;
  show: (outcome: BulkOutcome | undefined) => void;
}) {
  const { bulk, planned, shown, show } = props;
  return (
    <div className="outcomes" role="group" aria-label="Cases by outcome">
      {OUTCOMES.map((outcome) => (
        <button
          key={outcome}
          type="button"
          className="outcome"
          aria-pressed={shown === outcome}
          disabled={!bulk.counts[outcome]}
          onClick={() => show(shown === outcome ? undefined : outcome)}
        >
          <b className="num">{int(cameOut(bulk, outcome))}</b>
          <span>{(planned ? PLANNED : DONE)[outcome]}</span>
        </button>
      ))}
    </div>
  );
}

/** Until it has finished, nobody can say of a type how many are done. */
function ByType({ bulk: { by_type, state } }: { bulk: Bulk }) {
  if (by_type.length < 2 || !by_type.some(({ status }) => status)) return null;
  const words = state === "finished" ? DONE : PLANNED;
  const says = (counts: Record<string, number>) =>
    OUTCOMES.filter((each) => counts[each]).map((each) => `${int(counts[each]!)} ${words[each].toLowerCase()}`);
  return (
    <section className="card" aria-labelledby="by-type">
      <header>
        <h2 id="by-type">By type</h2>
      </header>
      <ul className="reasons">
        {by_type.map((each) => (
          <li key={each.type} className="by-type-line">
            <Takes of={each} />
            <span className="num dim">{says(each.counts).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reasons({ bulk }: { bulk: Bulk }) {
  if (!bulk.reasons.length) return null;
  return (
    <section className="card" aria-labelledby="why">
      <header>
        <h2 id="why">Why not all</h2>
      </header>
      <ul className="reasons">
        {bulk.reasons.map((each) => (
          <li key={each.outcome + each.reason} className="row">
            <span className="grow">
              {each.says}
              <Examples of={each} />
            </span>
            <b className="num">{int(each.cases)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
