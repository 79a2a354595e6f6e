/** Work that goes on behind the pages, as cards at the bottom right: rebuilds, imports, proofs. */
import { useEffect } from "react";
import type { Operation } from "../api/types";
import { int } from "../lib/format";
import { Store, useStore } from "../lib/store";
import { onStream } from "../lib/stream";
import { Progress } from "./Progress";

const shown = new Store<readonly Operation[]>([]);

/** Shows an operation that this person began; the stream brings its progress. */
export function follow(operation: Operation): void {
  const others = shown.value.filter((each) => each.id !== operation.id);
  shown.set([...others, operation]);
}

/** What the next operations must be like to be shown: they begin behind the pages, unasked for. */
const awaited = new Set<(operation: Operation) => boolean>();

/** Shows the next operation that is like this, such as what a removal sets off; returns a way out. */
export function followNext(like: (operation: Operation) => boolean): () => void {
  awaited.add(like);
  return () => void awaited.delete(like);
}

function isAwaited(operation: Operation): boolean {
  const found = [...awaited].find((like) => like(operation));
  return found !== undefined && awaited.delete(found);
}

const forget = (id: string): void => shown.set(shown.value.filter((each) => each.id !== id));

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
