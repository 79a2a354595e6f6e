/** Who we are, and what the firm has defined. */
import { queryOptions } from "@tanstack/react-query";
import { read } from "../client";
import type * as T from "../types";
import { SETTLED, whileStale } from "./asking";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => read<T.Me>("/v1/me", {}, signal),
  staleTime: SETTLED,
});

export const caseTypesQuery = queryOptions({
  queryKey: ["case-types"],
  queryFn: ({ signal }) => read<{ case_types: T.CaseType[] }>("/v1/case-types", {}, signal),
  select: (it) => [...it.case_types].sort((a, b) => a.place - b.place),
  staleTime: SETTLED,
  refetchInterval: whileStale,
});

export const fieldsQuery = (of: "case" | "contact") =>
  queryOptions({
    queryKey: ["fields", of],
    queryFn: ({ signal }) => read<{ fields: T.Field[] }>("/v1/fields", { of }, signal),
    select: (it) => it.fields,
    staleTime: SETTLED,
    refetchInterval: whileStale,
  });

/** A type with its fields as it was at a position. */
export const typeThenQuery = (id: string, as_of: string) =>
  queryOptions({
    queryKey: ["case-type", id, "at", as_of],
    queryFn: ({ signal }) => read<T.TypeThen>(`/v1/case-types/${id}`, { as_of }, signal),
    staleTime: SETTLED,
  });

export const typeUseQuery = (id: string) =>
  queryOptions({
    queryKey: ["case-type", id, "use"],
    queryFn: ({ signal }) => read<T.TypeUse>(`/v1/case-types/${id}/use`, {}, signal),
  });

export const fieldUseQuery = (id: string) =>
  queryOptions({
    queryKey: ["field", id, "use"],
    queryFn: ({ signal }) => read<T.FieldUse>(`/v1/fields/${id}/use`, {}, signal),
  });

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => read<{ people: T.Person[] }>("/v1/people", {}, signal),
  select: (it) => it.people,
  staleTime: SETTLED,
});

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => read<{ keys: T.ApiKey[] }>("/v1/keys", {}, signal),
  select: (it) => it.keys,
});
