/** The import at work: how far, how fast, and a way to stop it safely. */
import { useEffect } from "react";
import { count, int } from "../../lib/format";
import { Progress } from "../../ui/Progress";
import { ErrorNote } from "../../ui/States";
import type { StepProps } from "./ImportPage";
import { useImportAct } from "./useImport";

export function RunStep({ it, go }: StepProps) {
  const act = useImportAct(it.id);
  const { progress, state } = it;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? it.file.rows;

  useEffect(() => {
    if (state === "finished") go("report");
  }, [state]);

  return (
    <section className="card" aria-label="Import" aria-busy={state === "running"}>
      <div className="in">
        <b>{state === "running" ? "Importing…" : "Stopped"}</b>
        <Progress label="Import" done={done} total={total} />
        <div className="row wrap num dim">
          <span>
            {int(done)} of {count(total, "row")}
          </span>
          {progress?.rate ? <span>· {int(Math.round(progress.rate))} rows a second</span> : null}
          <span className="grow" />
          {state === "running" ? (
            <button
              type="button"
              className="button small"
              disabled={act.isPending}
              onClick={() => act.mutate("stop")}
            >
              Stop
            </button>
          ) : (
            <button
              type="button"
              className="button small main"
              disabled={act.isPending}
              onClick={() => act.mutate("run")}
            >
              Go on
            </button>
          )}
        </div>
        {act.error && <ErrorNote what="That did not work." error={act.error} />}
        <p className="dim small">
          You may leave this page: the import goes on. A row is done as a whole or not at all, and
          stopping keeps what is done.
        </p>
      </div>
    </section>
  );
}
