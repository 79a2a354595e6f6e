/** Cases of people who are called almost as was searched for, apart from what was found. */
import { Link } from "@tanstack/react-router";
import type { CaseRow } from "../../api/types";
import { useThenSearch } from "../../lib/then";
import { StatusChip } from "../../ui/Chips";

export default function Similar({ rows }: { rows: CaseRow[] }) {
  const search = useThenSearch();
  if (!rows.length) return null;
  return (
    <section className="similar" aria-labelledby="similar">
      <h2 id="similar">Similar names</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to="/cases/$id" params={{ id: row.id }} search={search} className="row-name ell">
              {row.name}
            </Link>
            <span className="mono dim">{row.number}</span>
            <StatusChip status={row.status} type={row.type} />
          </li>
        ))}
      </ul>
    </section>
  );
}
