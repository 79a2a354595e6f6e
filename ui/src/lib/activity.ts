/** How the history of a case is narrowed: by kind of change, person, field, time and act. */
import type { Query } from "../api/client";
import type { Category, Entry, Moment } from "../api/types";
import { splitList } from "./filters";
import { positionUntil } from "./moments";
import { first, type Search } from "./search";

export interface Narrowed {
  categories: Category[];
  actor: string | undefined;
  field: string | undefined;
  /** Days where the reader is. */
  from: string | undefined;
  until: string | undefined;
  correlation: string | undefined;
}

export const NARROWING = ["category", "actor", "field", "from", "until", "correlation"] as const;

export function narrowedBy(search: Search): Narrowed {
  return {
    categories: splitList(first(search.category) ?? "") as Category[],
    actor: first(search.actor),
    field: first(search.field),
    from: first(search.from),
    until: first(search.until),
    correlation: first(search.correlation),
  };
}

export const isNarrowed = (search: Search): boolean =>
  NARROWING.some((name) => first(search[name]) !== undefined);

export const everything: Search = Object.fromEntries(NARROWING.map((name) => [name, undefined]));

/** What the API is asked; null when nothing can match, for nothing had happened until then. */
export function asQuery(by: Narrowed, moments: Moment[], asOf: number | undefined): Query | null {
  const until = by.until ? positionUntil(moments, endOf(by.until)) : undefined;
  if (by.until && until === undefined) return null;
  const last = Math.min(asOf ?? Infinity, until ?? Infinity);
  return {
    category: by.categories.join(",") || undefined,
    actor: by.actor,
    field: by.field,
    correlation: by.correlation,
    // `before` is exclusive, and the last one is wanted too.
    before: Number.isFinite(last) ? last + 1 : undefined,
  };
}

/** Entries come newest first: those before the first day wanted are left out. */
export function since(entries: Entry[], from: string | undefined): Entry[] {
  if (!from) return entries;
  const start = Date.parse(`${from}T00:00:00`);
  return entries.filter((each) => Date.parse(each.at) >= start);
}

const endOf = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString();

/** Adds a value to a list or takes it away. */
export const toggled = <T>(list: T[], value: T): T[] =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
