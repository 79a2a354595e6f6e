/** Work that goes on behind the pages, as cards at the bottom right: rebuilds, imports, proofs. */
import { useEffect } from "react";
import type { Operation } from "../api/types";
import { download, exportOf, stopOf, tell } from "../lib/exports";
import { int } from "../lib/format";
import { follow, forget, isAwaited, shown } from "../lib/operations";
import { useStore } from "../lib/store";
import { onStream } from "../lib/stream";
import { Progress } from "./Progress";

export function OperationTray() {
  const all = useStore(shown);
  useEffect(
    () =>
      onStream("operation", (operation) => {
        const known = shown.value.some((each) => each.id === operation.id);
        if (known || isAwaited(operation)) follow(operation);
      }),
    [],
  );
  return (
    <section className="operations" aria-label="Background operations">
      {all.map((operation) => (
        <Card key={operation.id} operation={operation} />
      ))}
    </section>
  );
}

const STATES = { running: "", done: "Done", failed: "Failed", stopped: "Stopped" };

function Card({ operation }: { operation: Operation }) {
  const { title, state, done, total } = operation;
  const percent = total ? Math.floor((100 * done) / total) : 0;
  const file = exportOf(operation);
  const stop = stopOf(operation);
  return (
    <div className="operation">
      <div className="row">
        <b className="grow ell">{title}</b>
        <span className="num dim">{STATES[state] || `${percent}%`}</span>
      </div>
      <Progress label={title} done={done} total={total} />
      <div className="row num dim small">
        <span className="grow" role="status">
          {operation.error ?? (total ? `${int(done)} of ${int(total)}` : int(done))}
        </span>
        {file && (
          <button
            type="button"
            className="button small"
            onClick={() => void download(file).catch(tell)}
          >
            Download
          </button>
        )}
        {stop && (
          <button type="button" className="button small ghost" onClick={stop}>
            Stop
          </button>
        )}
        {state !== "running" && (
          <button
            type="button"
            className="button small ghost"
            onClick={() => forget(operation.id)}
          >
            Dismiss
          </button>
        )}
      </div>
    </div>
  );
}
