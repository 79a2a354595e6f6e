/** Cases, now and as of then. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read, type Query } from "../client";
import { ownDetail, withOwn } from "../own";
import type * as T from "../types";
import { CATCH_UP_MS, pages, SETTLED, untilShown, whileStale } from "./asking";

export const casesQuery = (asked: Query, sort: string) =>
  pages<T.CasePage>(["cases", asked, sort], "/v1/cases", { ...asked, sort }, (page) => ({
    ...page,
    cases: page.as_of ? page.cases : page.cases.map(withOwn),
  }));

/** How the cases as of a position, a moment or a day stand. */
export const pastQuery = (as_of: string) =>
  queryOptions({
    queryKey: ["past", "at", as_of],
    queryFn: ({ signal }) => read<T.Past>(`/v1/pasts/${encodeURIComponent(as_of)}`, {}, signal),
    refetchInterval: (query) => (query.state.data?.state === "running" ? CATCH_UP_MS : SETTLED),
  });

/** Those that are at hand, or being made. */
export const pastsQuery = queryOptions({
  queryKey: ["past", "kept"],
  queryFn: async ({ signal }) => (await read<{ pasts: T.Past[] }>("/v1/pasts", {}, signal)).pasts,
});

/** The first few by words, for the palette and for choosing: no list that grows. */
export const foundCasesQuery = (asked: Query) =>
  queryOptions({
    queryKey: ["found", "cases", asked],
    queryFn: ({ signal }) => read<T.CasePage>("/v1/cases", asked, signal),
    placeholderData: keepPreviousData,
  });

export const foundContactsQuery = (asked: Query) =>
  queryOptions({
    queryKey: ["found", "contacts", asked],
    queryFn: ({ signal }) => read<T.ContactPage>("/v1/contacts", asked, signal),
    placeholderData: keepPreviousData,
  });

export const caseCountQuery = (asked: Query) =>
  queryOptions({
    queryKey: ["cases", "count", asked],
    queryFn: ({ signal }) => read<T.Count>("/v1/cases/count", asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: whileStale,
  });

export const caseQuery = (id: string, as_of?: string) =>
  queryOptions({
    ...untilShown(id),
    queryKey: ["case", id, "at", as_of ?? "now"],
    queryFn: async ({ signal }) => {
      const detail = await read<T.CaseDetail>(`/v1/cases/${id}`, { as_of }, signal);
      return as_of ? detail : ownDetail(detail);
    },
    refetchInterval: whileStale,
  });

export const typeChangeQuery = (id: string, to: string, status: string | null) =>
  queryOptions({
    queryKey: ["case", id, "type-change", to, status],
    queryFn: ({ signal }) =>
      read<T.TypeChange>(`/v1/cases/${id}/type-change`, { to, status }, signal),
    placeholderData: (before, query) => (query?.queryKey[3] === to ? before : undefined),
  });

export const momentsQuery = (id: string) =>
  queryOptions({
    queryKey: ["case", id, "moments"],
    queryFn: ({ signal }) => read<{ moments: T.Moment[] }>(`/v1/cases/${id}/moments`, {}, signal),
    select: (it) => it.moments,
  });

export const notesQuery = (id: string) =>
  pages<T.NotePage>(["case", id, "notes"], `/v1/cases/${id}/notes`, {});
