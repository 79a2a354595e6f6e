/** The heads of the columns: they sort, and where it may be, they are moved. */
import { IconArrowDown, IconArrowUp } from "../icons";
import type { Column, Parts, Record } from "./parts";
import { nextSort } from "./sorting";
import { TickAll } from "./Ticks";
import { useColumnMoves } from "./useColumnMoves";

export function Head<Row extends Record>({ columns, sort, onSort, onColumns, select }: Parts<Row>) {
  const { heads, of } = useColumnMoves(columns, onColumns);
  return (
    <div role="rowgroup" className="grid-head-group">
      <div className="grid-head" role="row" aria-rowindex={1} ref={heads}>
        {select && <TickAll select={select} />}
        {columns.map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + 1 + (select ? 1 : 0)}
            aria-sort={sortOf(column, sort)}
            className={column.right ? "right" : undefined}
            {...of(column, at)}
          >
            <Name column={column} sort={sort} onSort={onSort} movable={Boolean(onColumns)} />
          </div>
        ))}
      </div>
    </div>
  );
}

function sortOf(column: { id: string }, sort: string): "ascending" | "descending" | undefined {
  if (sort.replace(/^-/, "") !== column.id) return undefined;
  return sort.startsWith("-") ? "descending" : "ascending";
}

function Name<Row>(props: {
  column: Column<Row>;
  sort: string;
  onSort: (sort: string) => void;
  movable: boolean;
}) {
  const { column, sort, onSort, movable } = props;
  const keys = movable ? "Shift+ArrowLeft Shift+ArrowRight" : undefined;
  const title = movable ? "Drag to move, or Shift with ← and →" : undefined;
  if (!column.sortable) {
    return (
      <span data-column={column.id} tabIndex={movable ? 0 : undefined} aria-keyshortcuts={keys} title={title}>
        {column.head}
      </span>
    );
  }
  const Arrow = sort.startsWith("-") ? IconArrowDown : IconArrowUp;
  return (
    <button
      type="button"
      data-column={column.id}
      aria-keyshortcuts={keys}
      title={title}
      onClick={() => onSort(nextSort(column, sort))}
    >
      {column.head}
      {sortOf(column, sort) && <Arrow size={13} />}
    </button>
  );
}
