/** The log as its address asks for it: the address is spelt like the API, but for days. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Query } from "../../api/client";
import { first, type Search } from "../../lib/search";

export const FILTERS = [
  "q",
  "category",
  "actor",
  "channel",
  "case",
  "correlation",
  "kind",
  "from",
  "until",
] as const;

export function useAuditPlace() {
  const search: Search = useSearch({ from: "/frame/audit" });
  const navigate = useNavigate();
  const go = (patch: Search) =>
    void navigate({ to: "/audit", search: { ...search, ...patch }, replace: true });
  return { search, go };
}

export const nothing: Search = Object.fromEntries(FILTERS.map((name) => [name, undefined]));

export const isNarrowed = (search: Search): boolean =>
  FILTERS.some((name) => first(search[name]) !== undefined);

/** What the API is asked. Days are those where the reader is. */
export function asQuery(search: Search): Query {
  const { from, until, ...same } = Object.fromEntries(
    FILTERS.map((name) => [name, first(search[name])]),
  ) as Record<(typeof FILTERS)[number], string | undefined>;
  return {
    ...same,
    since: from && new Date(`${from}T00:00:00`).toISOString(),
    until: until && new Date(`${until}T23:59:59.999`).toISOString(),
  };
}
