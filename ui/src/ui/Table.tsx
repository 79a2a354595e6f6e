/** A table whose rows are all there, by itself or as a card; it scrolls sideways where it is narrow. */
import type { ReactNode } from "react";

/** Numbers stand at the right; what only buttons stand under is said to those who cannot see. */
export type Heading = string | { right: string } | { sr: string };

interface Props {
  /** What it is of, for those who cannot see it. */
  name: string;
  headings: Heading[];
  className?: string;
  children: ReactNode;
}

export function Table({ name, headings, className = "", children }: Props) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={`${name}, table`}>
      <table className={`table ${className}`}>
        <thead>
          <tr>{headings.map(heading)}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function heading(it: Heading) {
  if (typeof it === "string") {
    return (
      <th key={it} scope="col">
        {it}
      </th>
    );
  }
  if ("sr" in it) {
    return (
      <th key={it.sr} scope="col">
        <span className="sr">{it.sr}</span>
      </th>
    );
  }
  return (
    <th key={it.right} scope="col" className="right">
      {it.right}
    </th>
  );
}

interface CardProps extends Props {
  count?: number;
  /** What stands there while there is no row. */
  empty?: ReactNode;
  actions?: ReactNode;
  busy?: boolean;
  foot?: ReactNode;
}

export function TableCard({ count, empty, actions, busy, foot, ...table }: CardProps) {
  const id = table.name.toLowerCase().replaceAll(" ", "-");
  return (
    <section className="card" aria-labelledby={id} aria-busy={busy}>
      <header>
        <h2 id={id}>{table.name}</h2>
        {count !== undefined && <span className="count">{count}</span>}
        {actions && <span className="grow" />}
        {actions}
      </header>
      {count || !empty ? <Table {...table} /> : <div className="in dim">{empty}</div>}
      {foot}
    </section>
  );
}
