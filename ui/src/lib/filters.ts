/** Filters as the API spells them: `fact.op=value`, bare = any of, a comma lists values. */
import type { Field } from "../api/types";
import { first, type Search } from "./search";

export interface Filter {
  fact: string;
  op: string;
  values: string[];
}

/** Names in a list's address that are no filters. */
const RESERVED = new Set([
  "q", "sort", "cols", "density", "new", "limit", "cursor", "where", "view", "unfiltered", "as_of",
]);

export function filtersOf(search: Search): Filter[] {
  return Object.entries(search).flatMap(([name, value]) => {
    if (RESERVED.has(name) || value === undefined) return [];
    const { fact, op } = spelt(name);
    return [{ fact, op, values: splitList([value].flat().join(",")) }];
  });
}

/** `court_name.any` → its fact and operator. A bare name means any of. */
export function spelt(name: string): { fact: string; op: string } {
  const dot = name.lastIndexOf(".");
  return dot < 0
    ? { fact: name, op: "any" }
    : { fact: name.slice(0, dot), op: name.slice(dot + 1) };
}

export const nameOf = (filter: Pick<Filter, "fact" | "op">): string =>
  filter.op === "any" && filter.fact !== "opted_out" ? filter.fact : `${filter.fact}.${filter.op}`;

export function withFilter(search: Search, filter: Filter): Search {
  const next = withoutFilter(search, filter);
  if (filter.values.length) next[nameOf(filter)] = joinList(filter.values);
  return next;
}

export function withoutFilter(search: Search, filter: Pick<Filter, "fact" | "op">): Search {
  const left = Object.entries(search).filter(([name]) => {
    const it = spelt(name);
    return RESERVED.has(name) || it.fact !== filter.fact || it.op !== filter.op;
  });
  return Object.fromEntries(left);
}

/** The groups of an address as one condition in JSON, also where it has several. */
export function whereOf(search: Search): string | undefined {
  const [one, ...more] = [search.where ?? []].flat();
  return more.length ? `{"type":"and","of":[${[one, ...more].join(",")}]}` : one;
}

/** What the list and the count are asked: the filters, the groups and the words. */
export function asked(search: Search): Record<string, string> {
  const filters = filtersOf(search).map((each) => [nameOf(each), joinList(each.values)]);
  const [q, where] = [first(search.q), whereOf(search)];
  const as_of = first(search.as_of);
  const plain = [
    ...(q ? [["q", q]] : []),
    ...(where ? [["where", where]] : []),
    ...(as_of ? [["as_of", as_of]] : []),
  ];
  return Object.fromEntries([...plain, ...filters]);
}

/** Values by commas, one that holds a comma or a quote is quoted as in CSV. */
export const joinList = (values: string[]): string =>
  values.map((each) => (/[",]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each)).join(",");

export function splitList(text: string): string[] {
  const cells = text.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  return cells.map((cell) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

/** Nobody knows the id of a contact by heart: such filters come by links alone. */
export const isOffered = (field: Field): boolean => field.operators.length > 0 && field.kind !== "contact";
