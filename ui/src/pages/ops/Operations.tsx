/** What went on behind the pages: who began it, when, and what came of it. */
import { useQuery } from "@tanstack/react-query";
import { operationsQuery } from "../../api/reads/ledger";
import type { Operation, Plain } from "../../api/types";
import { download, exportOf, tell } from "../../lib/exports";
import { ago, count, exact, int, NOTHING } from "../../lib/format";
import { usePerson } from "../../lib/meta";
import { Progress } from "../../ui/Progress";
import { TableCard } from "../../ui/Table";

const STATES: Record<Operation["state"], string> = {
  running: "Running",
  done: "Done",
  failed: "Failed",
  stopped: "Stopped",
};

/** What came of one that changes nothing in the ledger, in a sentence. */
function outcomeOf({ kind, state, result }: Operation): string | null {
  if (state !== "done" || !result) return null;
  const named = (what: Plain | undefined) => [what ?? []].flat().join(", ");
  switch (kind) {
    case "rebuild": {
      const wrong = named(result.wrong as Plain);
      return `Rebuilt ${named(result.rebuilt as Plain)}${wrong ? `; what ${wrong} showed before was not right` : ""}.`;
    }
    case "release": {
      const again = Number(result.again);
      return `${count(Number(result.taken_in), "record")} taken in${again ? `, ${int(again)} set aside again` : ""}.`;
    }
    case "verify":
      return `The verdict: ${named(result.verdict as Plain)}.`;
    default:
      return null;
  }
}

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
  const person = usePerson(by);
  const outcome = outcomeOf(operation);
  const file = exportOf(operation);
  return (
    <tr>
      <th scope="row">
        {title}
        {outcome && <div className="dim small ops-outcome">{outcome}</div>}
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
      <td title={by ?? undefined}>{person?.name ?? (by ? "A program" : NOTHING)}</td>
      <td className="right">
        <time className="num dim" dateTime={began_at} title={exact(began_at)}>
          {ago(began_at)}
        </time>
      </td>
    </tr>
  );
}
