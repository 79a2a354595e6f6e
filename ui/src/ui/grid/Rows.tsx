/** The rows of a grid: those in view, and no others, are in the document. */
import type { CSSProperties } from "react";
import { Head } from "./Head";
import { tracks, type Column, type Parts, type Record, type Selecting } from "./parts";
import { TickRow } from "./Ticks";

const rowId = (index: number): string => `row-${index}`;

export function Grid<Row extends Record>(props: Parts<Row>) {
  const { label, columns, rows, total, pages, compact, box, virtual, current, select } = props;
  return (
    <div
      ref={box}
      className={`grid${compact ? " compact" : ""}${select?.size ? " selecting" : ""}`}
      style={tracks(columns, Boolean(select))}
      role="grid"
      aria-label={label}
      aria-multiselectable={select ? true : undefined}
      aria-rowcount={total?.exact ? total.count + 1 : -1}
      aria-colcount={columns.length + (select ? 1 : 0)}
      aria-busy={pages.isFetching}
      aria-activedescendant={current >= 0 ? rowId(current) : undefined}
      tabIndex={0}
    >
      <Head {...props} />
      <div
        role="rowgroup"
        className={pages.isPlaceholderData ? "grid-body old" : "grid-body"}
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start, size }) => (
          <GridRow
            key={rows[index]?.id ?? "more"}
            row={rows[index]}
            index={index}
            style={{ top: start, height: size }}
            columns={columns}
            current={index === current}
            gone={Boolean(rows[index] && props.isGone?.(rows[index]))}
            setCurrent={props.setCurrent}
            select={select}
          />
        ))}
      </div>
    </div>
  );
}

function GridRow<Row extends Record>(props: {
  row: Row | undefined;
  index: number;
  style: CSSProperties;
  columns: Column<Row>[];
  current: boolean;
  gone: boolean;
  setCurrent: (index: number) => void;
  select: Selecting | undefined;
}) {
  const { row, index, style, columns, current, gone, setCurrent, select } = props;
  if (!row) {
    return (
      <div role="row" className="grid-row" style={style} aria-rowindex={index + 2}>
        <div role="gridcell" className="dim" style={{ gridColumn: "1 / -1" }} aria-colspan={columns.length}>
          Loading more…
        </div>
      </div>
    );
  }
  const ticked = select?.has(row.id) ?? false;
  const looks = [current && "current", gone && "gone", ticked && "selected"].filter(Boolean);
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={select ? ticked : current}
      className={["grid-row", ...looks].join(" ")}
      style={style}
      onClick={() => setCurrent(index)}
    >
      {select && (
        <div role="gridcell" aria-colindex={1}>
          <TickRow select={select} index={index} row={row} />
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + 1 + (select ? 1 : 0)}
          className={column.right ? "right" : undefined}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}
