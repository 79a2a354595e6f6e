/** What the parts of a grid share: its columns and rows, and how large they are. */
import type { Virtualizer } from "@tanstack/react-virtual";
import type { CSSProperties, ReactNode, RefObject } from "react";
import type { Count } from "../../api/types";

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
export interface Pages {
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
  /** With it, columns are moved by their heads: dragged, or by Shift with ← and →. */
  onColumns?: (ids: string[]) => void;
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

export type Rows = Virtualizer<HTMLDivElement, Element>;

export interface Parts<Row extends Record> extends GridProps<Row> {
  box: RefObject<HTMLDivElement | null>;
  virtual: Rows;
  current: number;
  setCurrent: (index: number) => void;
}

/** Heights, in px. */
export const ROW = 40;
export const COMPACT = 32;
export const CARD = 68;

const LENGTH = /\d+/;
const EDGES = 24;
const TICK = 36; // px, of the column of ticks

/** The tracks of the columns, and the least width at which they stand beside each other. */
export function tracks<Row>(columns: Column<Row>[], ticks: boolean): CSSProperties {
  const widths = [...(ticks ? [`${TICK}px`] : []), ...columns.map((each) => each.width)];
  const least = widths.reduce((sum, each) => sum + Number(LENGTH.exec(each)?.[0] ?? 120), EDGES);
  return {
    "--columns": widths.join(" "),
    "--least": `${least}px`,
  } as CSSProperties;
}
