/** Work that goes on behind the pages, as cards at the bottom right: rebuilds, imports, proofs. */
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { call } from "../api/client";
import type { Operation } from "../api/types";
import { outcomesOf } from "../lib/bulk";
import { download, exportOf, stopOf, tell } from "../lib/exports";
import { int } from "../lib/format";
import { useMe } from "../lib/meta";
import { pastOf } from "../lib/pasts";
import { follow, forget, hear, isAwaited, onPage, shown } from "../lib/operations";
import { useStore } from "../lib/store";
import { onStream, onUp, tellOperation } from "../lib/stream";
import { Progress } from "./Progress";

export function OperationTray() {
  const [all, elsewhere] = [useStore(shown), useStore(onPage)];
  const me = useMe()?.person?.id;
  useEffect(
    () =>
      onStream("operation", (operation) => {
        hear(operation);
        const known = shown.value.some((each) => each.id === operation.id);
        // A change in bulk that was begun in one tab is seen in all of them.
        const mine = operation.kind === BULK && operation.state === "running" && operation.by === me;
        if (known || mine || isAwaited(operation)) follow(operation);
      }),
    [me],
  );
  useEffect(() => onUp(askAgain), []);
  return (
    <section className="operations" aria-label="Background operations">
      {all
        .filter(({ id }) => id !== elsewhere)
        .map((operation) => (
          <Card key={operation.id} operation={operation} />
        ))}
    </section>
  );
}

/** What became of those that go on, while nothing could be heard. */
function askAgain(): void {
  for (const { id, state } of shown.value) {
    if (state !== "running") continue;
    void call<Operation>("get", `/v1/operations/${id}`).then(tellOperation, () => undefined);
  }
}

const BULK = "bulk";

const STATES = { running: "", done: "Done", failed: "Failed", stopped: "Stopped" };

function Card({ operation }: { operation: Operation }) {
  const { title, state, done, total } = operation;
  const percent = total ? Math.floor((100 * done) / total) : 0;
  const file = exportOf(operation);
  const stop = stopOf(operation);
  const past = pastOf(operation);
  return (
    <div className="operation">
      <div className="row">
        <b className="grow ell">{title}</b>
        <span className="num dim">{STATES[state] || `${percent}%`}</span>
      </div>
      <Progress label={title} done={done} total={total} />
      <div className="row num dim small">
        <span className="grow" role="status">
          {operation.error ?? outcomesOf(operation) ?? (total ? `${int(done)} of ${int(total)}` : int(done))}
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
        {operation.kind === BULK && <BulkActs operation={operation} />}
        {past !== undefined && (
          <Link className="button small" to="/cases" search={{ as_of: past }} onClick={() => forget(operation.id)}>
            Show the cases
          </Link>
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

function BulkActs({ operation: { id, state } }: { operation: Operation }) {
  if (state !== "running") {
    return (
      <Link className="button small ghost" to="/operations/$id" params={{ id }}>
        See the cases
      </Link>
    );
  }
  return (
    <button
      type="button"
      className="button small"
      onClick={() => void call("post", `/v1/bulk/${id}/stop`)}
    >
      Stop
    </button>
  );
}
