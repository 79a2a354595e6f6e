/** How the history of a case is narrowed: by kind of change, person, field, time and act. */
import type { Query } from "../api/client";
import type { Category } from "../api/types";
import { splitList } from "./filters";
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

/** What the API is asked; in the past, only what had happened by then. */
export function asQuery(by: Narrowed, asOf: number | undefined): Query {
  return {
    category: by.categories.join(",") || undefined,
    actor: by.actor,
    field: by.field,
    correlation: by.correlation,
    since: by.from && new Date(`${by.from}T00:00:00`).toISOString(),
    until: by.until && new Date(`${by.until}T23:59:59.999`).toISOString(),
    // `before` is exclusive, and the moment one stands at is wanted too.
    before: asOf === undefined ? undefined : asOf + 1,
  };
}

/** Adds a value to a list or takes it away. */
export const toggled = <T>(list: T[], value: T): T[] =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
