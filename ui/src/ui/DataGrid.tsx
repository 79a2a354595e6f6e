/** A list of records as a grid or, where it is narrow, as cards.
 *
 * Only the rows in view are in the document, however many were read. The keyboard walks them; the
 * next page is asked for before the end is reached; Back returns to the same place.
 */
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from "react";
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
  const { rows, question, open } = props;
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
  useKeys([
    { key: "j", says: "Next row", run: () => move(1) },
    { key: "k", says: "Row before", run: () => move(-1) },
    { key: "arrowdown", says: "Next row", run: () => move(1) },
    { key: "arrowup", says: "Row before", run: () => move(-1) },
    { key: "o", says: "Open the row", run: enter },
    { key: "enter", says: "Open the row", run: enter },
    { key: "escape", says: "Leave the row", run: () => setCurrent(-1) },
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

/** The tracks of the columns, and the least width at which they stand beside each other. */
function tracks<Row>(columns: Column<Row>[]): CSSProperties {
  const least = columns.reduce(
    (sum, each) => sum + Number(LENGTH.exec(each.width)?.[0] ?? 120),
    EDGES,
  );
  return {
    "--columns": columns.map((each) => each.width).join(" "),
    "--least": `${least}px`,
  } as CSSProperties;
}

const rowId = (index: number): string => `row-${index}`;

function Grid<Row extends Record>(props: Parts<Row>) {
  const { label, columns, rows, total, pages, compact, box, virtual, current } = props;
  return (
    <div
      ref={box}
      className={compact ? "grid compact" : "grid"}
      style={tracks(columns)}
      role="grid"
      aria-label={label}
      aria-rowcount={total?.exact ? total.count + 1 : -1}
      aria-colcount={columns.length}
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
          />
        ))}
      </div>
    </div>
  );
}

function Head<Row extends Record>({ columns, sort, onSort }: Parts<Row>) {
  const sorted = sort.replace(/^-/, "");
  const down = sort.startsWith("-");
  const Arrow = down ? IconArrowDown : IconArrowUp;
  return (
    <div role="rowgroup" className="grid-head-group">
      <div className="grid-head" role="row" aria-rowindex={1}>
        {columns.map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + 1}
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
}) {
  const { row, index, style, columns, current, gone, setCurrent } = props;
  if (!row) {
    return (
      <div role="row" className="grid-row" style={style} aria-rowindex={index + 2}>
        <div role="gridcell" className="dim" aria-colspan={columns.length}>
          Loading more…
        </div>
      </div>
    );
  }
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={current}
      className={`grid-row${current ? " current" : ""}${gone ? " gone" : ""}`}
      style={style}
      onClick={() => setCurrent(index)}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + 1}
          className={column.right ? "right" : undefined}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function Cards<Row extends Record>(props: Parts<Row>) {
  const { label, rows, pages, box, virtual, current, card } = props;
  return (
    <div
      ref={box}
      className="grid"
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
              className={index === current ? "current" : undefined}
              style={{ top: start, height: size }}
            >
              <div className="card-row">
                {row ? card(row) : <span className="dim">Loading more…</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Foot<Row extends Record>(props: GridProps<Row> & { virtual: Rows }) {
  const { rows, total, foot, virtual } = props;
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
      {foot}
      <span className="foot-keys">
        <kbd>?</kbd> all keys
      </span>
    </footer>
  );
}

const SKELETONS = 14;

/** Fourteen rows where rows will stand: for a first load only. */
export function GridSkeleton<Row>(props: { label: string; columns: Column<Row>[]; compact?: boolean }) {
  const height = props.compact ? COMPACT : ROW;
  return (
    <div
      className="grid"
      style={tracks(props.columns)}
      role="status"
      aria-busy="true"
      aria-label={`Loading ${props.label.toLowerCase()}`}
    >
      {Array.from({ length: SKELETONS }, (_, i) => (
        <div key={i} className="grid-row" aria-hidden style={{ top: 33 + i * height, height }}>
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
