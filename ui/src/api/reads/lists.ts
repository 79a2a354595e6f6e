/** Lists of cases, who is on them, and why. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read, type Query } from "../client";
import { withOwn } from "../own";
import type * as T from "../types";
import { pages, untilShown } from "./asking";

/** How often what follows a condition is looked at again. */
export const FOLLOW_MS = 4_000;

export const listsQuery = (asked: Query) =>
  pages<T.CaseListPage>(["lists", "found", asked], "/v1/case-lists", { ...asked, limit: 50 });

/** Those in use, for choosing and for names. */
export const allListsQuery = queryOptions({
  queryKey: ["lists", "all"],
  queryFn: ({ signal }) => read<T.CaseListPage>("/v1/case-lists", { limit: 100 }, signal),
  select: (it) => it.lists,
});

export const listQuery = (id: string) =>
  queryOptions({
    ...untilShown(id),
    queryKey: ["lists", "one", id],
    queryFn: ({ signal }) => read<T.CaseList>(`/v1/case-lists/${id}`, {}, signal),
    refetchInterval: FOLLOW_MS,
  });

export const listCasesQuery = (id: string, asked: Query, sort: string) =>
  pages<T.CasePage>(
    ["cases", "list", id, asked, sort],
    `/v1/case-lists/${id}/cases`,
    { ...asked, sort },
    (page) => ({ ...page, cases: page.cases.map(withOwn) }),
  );

export const listCaseCountQuery = (id: string, asked: Query) =>
  queryOptions({
    queryKey: ["cases", "count", "list", id, asked],
    queryFn: ({ signal }) => read<T.Count>(`/v1/case-lists/${id}/cases/count`, asked, signal),
    placeholderData: keepPreviousData,
  });

/** Why a case is on a list, or was. */
export const staysQuery = (list: string, id: string) =>
  queryOptions({
    queryKey: ["case", id, "lists", list],
    queryFn: ({ signal }) => read<{ stays: T.Stay[] }>(`/v1/case-lists/${list}/cases/${id}`, {}, signal),
  });

export const caseListsQuery = (id: string) =>
  queryOptions({
    queryKey: ["case", id, "lists"],
    queryFn: ({ signal }) => read<{ stays: T.Stay[] }>(`/v1/cases/${id}/lists`, {}, signal),
  });

export const listChangesQuery = (id: string, after: string, until?: string) =>
  pages<{ changes: T.ListChange[]; next: string | null }>(
    ["lists", "changes", id, after, until],
    `/v1/case-lists/${id}/changes`,
    { after, until },
  );

/** What the filters of a list of cases are as a condition. */
export const conditionOf = (asked: Query) =>
  read<{ condition: object; left_out: string[] }>("/v1/case-lists/condition", asked);
