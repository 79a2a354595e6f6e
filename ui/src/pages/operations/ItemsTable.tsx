/** The cases of a change in bulk, each with its outcome, its reason and the way to it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { bulkItemsQuery } from "../../api/reads/work";
import type { BulkItem } from "../../api/types";
import { DONE, PLANNED, type BulkOutcome } from "../../lib/bulk";
import { NOTHING } from "../../lib/format";
import { More } from "../../ui/More";
import { ErrorNote, Loading } from "../../ui/States";
import { Table } from "../../ui/Table";

interface Props {
  id: string;
  outcome: BulkOutcome | undefined;
  planned: boolean;
}

export function ItemsTable({ id, outcome, planned }: Props) {
  const query = useInfiniteQuery(bulkItemsQuery(id, outcome));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const again = () => void query.refetch();
  return (
    <section className="card" aria-label="Cases" aria-busy={query.isFetching}>
      <header>
        <h2>{outcome ? `Cases: ${(planned ? PLANNED : DONE)[outcome].toLowerCase()}` : "All cases"}</h2>
      </header>
      {query.isError && <ErrorNote what="The cases could not be loaded." error={query.error} retry={again} />}
      {query.isPending && (
        <div className="in">
          <Loading lines={5} />
        </div>
      )}
      {items.length > 0 && <Items items={items} />}
      {query.data && !items.length && <p className="in dim">No such case.</p>}
      <More query={query} small className="in">More cases</More>
    </section>
  );
}

function Items({ items }: { items: BulkItem[] }) {
  return (
    <Table name="Cases" className="bulk-table" headings={["Case", "Number", "Outcome", "Why"]}>
      {items.map((item) => (
        <tr key={item.n}>
          <th scope="row">
            <Link className="row-name" to="/cases/$id" params={{ id: item.case }} search={{}}>
              {item.name ?? "A case that is not in the lists"}
            </Link>
          </th>
          <td className="mono dim">{item.number ?? NOTHING}</td>
          <td>
            <span className="verdict outcome-tag" data-outcome={item.outcome}>
              {(item.done ? DONE : PLANNED)[item.outcome as BulkOutcome]}
            </span>
          </td>
          <td className="dim">{item.reason ?? ""}</td>
        </tr>
      ))}
    </Table>
  );
}
