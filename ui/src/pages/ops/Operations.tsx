/** What went on behind the pages: who began it, when, and what came of it. */
import { useQuery } from "@tanstack/react-query";
import { operationsQuery } from "../../api/reads";
import type { Operation } from "../../api/types";
import { download, exportOf, tell } from "../../lib/exports";
import { ago, exact, int, NOTHING } from "../../lib/format";
import { Progress } from "../../ui/Progress";
import { TableCard } from "../../ui/Table";

const STATES: Record<Operation["state"], string> = {
  running: "Running",
  done: "Done",
  failed: "Failed",
  stopped: "Stopped",
};

export function Operations() {
  const operations = useQuery(operationsQuery).data ?? [];
  return (
    <TableCard
      name="Operations"
      count={operations.length}
      headings={["What", "State", { right: "Done" }, "By", { right: "Began" }]}
      empty="Rebuilds, verifications and exports stand here."
    >
      {operations.map((each) => (
        <Row key={each.id} operation={each} />
      ))}
    </TableCard>
  );
}

function Row({ operation }: { operation: Operation }) {
  const { title, state, done, total, by, began_at, error } = operation;
  const file = exportOf(operation);
  return (
    <tr>
      <th scope="row">
        {title}
        {error && <div className="field-error">{error}</div>}
        {state === "running" && <Progress label={title} done={done} total={total} quiet />}
      </th>
      <td>
        {STATES[state]}
        {file && (
          <button
            type="button"
            className="link small"
            aria-label={`Download ${title}`}
            onClick={() => void download(file).catch(tell)}
          >
            {" "}
            Download
          </button>
        )}
      </td>
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
