/** How all rows came out, with a file of those that did not come in. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ago, count, duration, exact } from "../../lib/format";
import { useMay } from "../../lib/meta";
import { ErrorNote } from "../../ui/States";
import { Counts, DONE, type Shown } from "./Counts";
import type { StepProps } from "./ImportPage";
import { RowsTable } from "./RowsTable";
import { Settings } from "./Settings";
import { useImportAct } from "./useImport";

export function ReportStep({ it }: StepProps) {
  const act = useImportAct(it.id);
  const may = useMay("imports.run");
  const [shown, setShown] = useState<Shown>(undefined);
  const { counts } = it;
  const stopped = it.state === "stopped";
  return (
    <>
      <div className="row wrap">
        <h2 className="grow report-head">
          {stopped ? "The import was stopped." : "The import is done."}{" "}
          {it.finished_at && (
            <span className="dim small" title={exact(it.finished_at)}>
              {ago(it.finished_at)}, in {duration(Date.parse(it.finished_at) - Date.parse(it.at))}
              {it.by && `, by ${it.by}`}
            </span>
          )}
        </h2>
        {stopped && (
          <button
            type="button"
            className="button main"
            disabled={act.isPending}
            onClick={() => act.mutate("run")}
          >
            Go on
          </button>
        )}
        {may && (
          <Link className="button" to="/imports/new" search={{ like: it.id }}>
            Again with the same settings
          </Link>
        )}
        <Link className="button" to={it.kind === "cases" ? "/cases" : "/contacts"} search={{}}>
          See the {it.kind}
        </Link>
      </div>
      {act.error && <ErrorNote what="That did not work." error={act.error} />}
      {counts && <Counts counts={counts} words={DONE} shown={shown} show={setShown} />}
      {counts && counts.fail > 0 && (
        <div className="case-note warn row wrap">
          <span className="grow">
            {count(counts.fail, "row")} did not come in. The file has them in their original columns
            with the reason: mend it and import it again.
          </span>
          <a className="button small" href={`/v1/imports/${it.id}/errors.csv`} download>
            Download the error file
          </a>
        </div>
      )}
      {it.left_out.length > 0 && (
        <p className="case-note">Columns left out: {it.left_out.join(", ")}.</p>
      )}
      {it.warnings.map((says) => (
        <p key={says} className="case-note">
          {says}
        </p>
      ))}
      <Settings it={it} />
      <RowsTable id={it.id} outcome={shown} words={DONE} />
    </>
  );
}
