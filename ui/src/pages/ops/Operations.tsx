/** What went on behind the pages: who began it, when, and what came of it. */
import { useQuery } from "@tanstack/react-query";
import { operationsQuery } from "../../api/reads";
import type { Operation } from "../../api/types";
import { ago, exact, int, NOTHING } from "../../lib/format";

const STATES: Record<Operation["state"], string> = {
  running: "Running",
  done: "Done",
  failed: "Failed",
  stopped: "Stopped",
};

export function Operations() {
  const operations = useQuery(operationsQuery).data ?? [];
  return (
    <section className="card" aria-labelledby="operations">
      <header>
        <h2 id="operations">Operations</h2>
        <span className="count">{operations.length}</span>
      </header>
      {operations.length ? (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Operations, table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">State</th>
                <th scope="col" className="right">
                  Done
                </th>
                <th scope="col">By</th>
                <th scope="col" className="right">
                  Began
                </th>
              </tr>
            </thead>
            <tbody>
              {operations.map((each) => (
                <Row key={each.id} operation={each} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div className="in dim">Rebuilds and verifications stand here.</div>
      )}
    </section>
  );
}

function Row({ operation }: { operation: Operation }) {
  const { title, state, done, total, by, began_at, error } = operation;
  return (
    <tr>
      <th scope="row">
        {title}
        {error && <div className="field-error">{error}</div>}
      </th>
      <td>{STATES[state]}</td>
      <td className="right num">
        {int(done)}
        {total ? ` of ${int(total)}` : ""}
      </td>
      <td>{by ?? NOTHING}</td>
      <td className="right">
        <time className="num dim" dateTime={began_at} title={exact(began_at)}>
          {ago(began_at)}
        </time>
      </td>
    </tr>
  );
}
