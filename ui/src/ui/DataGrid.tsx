/** A list of records as a grid or, where it is narrow, as cards.
 *
 * Only the rows in view are in the document, however many were read. The keyboard walks them; the
 * next page is asked for before the end is reached; Back returns to the same place.
 */
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from "react";
import "../styles/bulk.css";
import type { Count } from "../api/types";
import { announce } from "../lib/announce";
import { int } from "../lib/format";
import { useKeys } from "../lib/hotkeys";
import { useCards } from "../lib/media";
import { placeOf, rememberPlace } from "../lib/places";
import { IconArrowDown, IconArrowUp } from "./icons";

export interface Column<Row> {
  id: string;
  head: string;
  /** A CSS grid track whose first length is the least width. */
  width: string;
  sortable: boolean;
  right: boolean;
  cell: (row: Row) => ReactNode;
}

export interface Record {
  id: string;
  name: string;
}

/** What TanStack's infinite query says of a list. */
interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetching: boolean;
  isPlaceholderData: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Which rows are ticked, by their place in what was read. */
export interface Selecting {
  size: number;
  has: (id: string) => boolean;
  toggle: (index: number, range: boolean) => void;
  page: "none" | "some" | "all";
  togglePage: () => void;
  clear: () => void;
}

export interface GridProps<Row extends Record> {
  /** Of what, such as “Cases”. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  pages: Pages;
  total: Count | undefined;
  sort: string;
  onSort: (sort: string) => void;
  compact?: boolean;
  /** What the rows answer: another question begins at the top. */
  question: string;
  card: (row: Row) => ReactNode;
  open: (row: Row) => void;
  /** A row that no longer belongs here: struck until the list is asked again. */
  isGone?: (row: Row) => boolean;
  foot?: ReactNode;
  /** With it, rows can be ticked. */
  select?: Selecting;
}

type Rows = Virtualizer<HTMLDivElement, Element>;

const ROW = 40;
const COMPACT = 32;
const CARD = 68;
const AHEAD = 20; // rows before the end at which the next page is asked for

export function DataGrid<Row extends Record>(props: GridProps<Row>) {
  const { rows, pages, question, compact } = props;
  const cards = useCards();
  const box = useRef<HTMLDivElement>(null);
  const height = cards ? CARD : compact ? COMPACT : ROW;

  const virtual = useVirtualizer({
    count: rows.length + (pages.hasNextPage ? 1 : 0),
    getScrollElement: () => box.current,
    estimateSize: () => height,
    initialOffset: () => placeOf(question),
    overscan: 10,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  useNextPage(pages, rows.length, virtual);
  usePlace(question, virtual);
  const [current, setCurrent] = useCursor(props, (index) => virtual.scrollToIndex(index));

  const parts = { ...props, box, virtual, current, setCurrent };
  return (
    <>
      {cards ? <Cards {...parts} /> : <Grid {...parts} />}
      <Foot {...props} virtual={virtual} />
    </>
  );
}

function useNextPage(pages: Pages, read: number, virtual: Rows): void {
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages;
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (last < read - AHEAD || !hasNextPage || isFetchingNextPage || isError) return;
    void fetchNextPage();
  }, [last, read, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
}

/** Remembers how far down a question was read, and begins another at its top. */
function usePlace(question: string, virtual: Rows): void {
  const offset = virtual.scrollOffset ?? 0;
  const asked = useRef(question);
  useEffect(() => {
    if (asked.current !== question) {
      asked.current = question;
      virtual.scrollToOffset(0);
    } else {
      rememberPlace(question, offset);
    }
  }, [question, offset, virtual]);
}

/** The row that the keyboard is on. */
function useCursor<Row extends Record>(props: GridProps<Row>, show: (index: number) => void) {
  const { rows, question, open, select } = props;
  const [current, setCurrent] = useState(-1);
  useEffect(() => setCurrent(-1), [question]);

  const move = (step: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, current + step));
    setCurrent(next);
    show(next);
    announce(`${rows[next]?.name}, row ${next + 1}`);
  };
  const enter = () => {
    const row = rows[current];
    if (row) open(row);
  };
  const tick = (range: boolean) => select && current >= 0 && select.toggle(current, range);
  const ticking = [
    { key: "x", says: "Select the row", run: () => tick(false) },
    { key: "shift+x", says: "Select up to the row", run: () => tick(true) },
  ];
  const leave = () => (select?.size ? select.clear() : setCurrent(-1));
  useKeys([
    { key: "j", says: "Next row", run: () => move(1) },
    { key: "k", says: "Row before", run: () => move(-1) },
    { key: "arrowdown", says: "Next row", run: () => move(1) },
    { key: "arrowup", says: "Row before", run: () => move(-1) },
    { key: "o", says: "Open the row", run: enter },
    { key: "enter", says: "Open the row", run: enter },
    ...(select ? ticking : []),
    { key: "escape", says: select ? "Clear the selection, leave the row" : "Leave the row", run: leave },
  ]);
  return [current, setCurrent] as const;
}

interface Parts<Row extends Record> extends GridProps<Row> {
  box: RefObject<HTMLDivElement | null>;
  virtual: Rows;
  current: number;
  setCurrent: (index: number) => void;
}

const LENGTH = /\d+/;
const EDGES = 24;
const TICK = 36; // px, of the column of ticks

/** The tracks of the columns, and the least width at which they stand beside each other. */
function tracks<Row>(columns: Column<Row>[], ticks: boolean): CSSProperties {
  const widths = [...(ticks ? [`${TICK}px`] : []), ...columns.map((each) => each.width)];
  const least = widths.reduce((sum, each) => sum + Number(LENGTH.exec(each)?.[0] ?? 120), EDGES);
  return {
    "--columns": widths.join(" "),
    "--least": `${least}px`,
  } as CSSProperties;
}

const rowId = (index: number): string => `row-${index}`;

function Grid<Row extends Record>(props: Parts<Row>) {
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

function Head<Row extends Record>({ columns, sort, onSort, select }: Parts<Row>) {
  const sorted = sort.replace(/^-/, "");
  const down = sort.startsWith("-");
  const Arrow = down ? IconArrowDown : IconArrowUp;
  return (
    <div role="rowgroup" className="grid-head-group">
      <div className="grid-head" role="row" aria-rowindex={1}>
        {select && <TickAll select={select} />}
        {columns.map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + 1 + (select ? 1 : 0)}
            aria-sort={sorted === column.id ? (down ? "descending" : "ascending") : undefined}
            className={column.right ? "right" : undefined}
          >
            {column.sortable ? (
              <button type="button" onClick={() => onSort(nextSort(column, sort))}>
                {column.head}
                {sorted === column.id && <Arrow size={13} />}
              </button>
            ) : (
              column.head
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Ticks all rows that were read; half when only some are. */
function TickAll({ select }: { select: Selecting }) {
  return (
    <div role="columnheader" aria-colindex={1}>
      <label className="tick-cell">
        <input
          type="checkbox"
          className="tick"
          aria-label="Select the rows that were read"
          checked={select.page === "all"}
          ref={(box) => {
            if (box) box.indeterminate = select.page === "some";
          }}
          onChange={select.togglePage}
        />
      </label>
    </div>
  );
}

function TickRow({ select, index, row }: { select: Selecting; index: number; row: Record }) {
  const ranging = useRef(false);
  return (
    <label className="tick-cell" onClick={(event) => (ranging.current = event.shiftKey)}>
      <input
        type="checkbox"
        className="tick"
        aria-label={`Select ${row.name}`}
        checked={select.has(row.id)}
        onChange={() => select.toggle(index, ranging.current)}
      />
    </label>
  );
}

/** A column's own direction first (numbers and times downwards), then the other way round. */
export function nextSort({ id, right }: { id: string; right: boolean }, sort: string): string {
  const [up, down] = [id, `-${id}`];
  if (sort === down) return up;
  if (sort === up) return down;
  return right ? down : up;
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

function Cards<Row extends Record>(props: Parts<Row>) {
  const { label, rows, pages, box, virtual, current, card, select } = props;
  return (
    <div
      ref={box}
      className={select?.size ? "grid selecting" : "grid"}
      role="region"
      aria-label={label}
      aria-busy={pages.isFetching}
      tabIndex={0}
    >
      <ul className="cards" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          return (
            <li
              key={row?.id ?? "more"}
              className={cardLooks(index === current, Boolean(row && select?.has(row.id)))}
              style={{ top: start, height: size }}
            >
              <div className={select ? "card-row ticked" : "card-row"}>
                {row && select && <TickRow select={select} index={index} row={row} />}
                {row ? card(row) : <span className="dim">Loading more…</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const cardLooks = (current: boolean, ticked: boolean): string | undefined =>
  [current && "current", ticked && "selected"].filter(Boolean).join(" ") || undefined;

function Foot<Row extends Record>(props: GridProps<Row> & { virtual: Rows }) {
  const { rows, total, foot, virtual, select } = props;
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const of = total ? `${int(total.count)}${total.exact ? "" : "+"}` : "…";
  return (
    <footer className="grid-foot num">
      <span>
        {int(startIndex + 1)}–{int(Math.min(rows.length, endIndex + 1))} of {of}
      </span>
      <span className="grow" />
      <span className="foot-keys">
        <kbd>J</kbd> <kbd>K</kbd> move
      </span>
      <span className="foot-keys">
        <kbd>O</kbd> open
      </span>
      {select && (
        <span className="foot-keys">
          <kbd>X</kbd> select
        </span>
      )}
      {foot}
      <span className="foot-keys">
        <kbd>?</kbd> all keys
      </span>
    </footer>
  );
}

const SKELETONS = 14;

/** Fourteen rows where rows will stand: for a first load only. */
export function GridSkeleton<Row>(props: {
  label: string;
  columns: Column<Row>[];
  compact?: boolean;
  ticks?: boolean;
}) {
  const height = props.compact ? COMPACT : ROW;
  return (
    <div
      className="grid"
      style={tracks(props.columns, Boolean(props.ticks))}
      role="status"
      aria-busy="true"
      aria-label={`Loading ${props.label.toLowerCase()}`}
    >
      {Array.from({ length: SKELETONS }, (_, i) => (
        <div key={i} className="grid-row" aria-hidden style={{ top: 33 + i * height, height }}>
          {props.ticks && <div />}
          {props.columns.map((column) => (
            <div key={column.id}>
              <div
                className="skeleton"
                style={{ width: `${45 + ((i * 37 + column.id.length * 13) % 45)}%` }}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
