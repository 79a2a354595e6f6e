/** What happened: to a record, in the firm, and one event. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read, type Query } from "../client";
import type * as T from "../types";
import { SETTLED } from "./asking";

/** What has a history of its own. */
type Told = "case" | "contact" | "case-type" | "field";

/** What happened to a record, newest first; `query` narrows by category, field, actor and so on. */
export const activityQuery = (of: Told, id: string, query: Query = {}) =>
  infiniteQueryOptions({
    queryKey: [of, id, "activity", query],
    queryFn: ({ pageParam, signal }) =>
      read<T.EntryPage>(
        `/v1/${of}s/${id}/activity`,
        { limit: 50, ...query, ...(pageParam === undefined ? {} : { before: pageParam }) },
        signal,
      ),
    initialPageParam: undefined as string | number | undefined,
    getNextPageParam: (page: T.EntryPage) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** What happened anywhere in the firm, such as all events of one act. */
export const firmActivityQuery = (query: Query) =>
  queryOptions({
    queryKey: ["activity", query],
    queryFn: ({ signal }) => read<T.EntryPage>("/v1/activity", { limit: 50, ...query }, signal),
  });

/** The firm’s log, the newest first. */
export const logQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ["log", query],
    queryFn: ({ pageParam, signal }) =>
      read<T.LogPage>("/v1/activity", { limit: 50, ...query, before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: T.LogPage) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const eventQuery = (position: number) =>
  queryOptions({
    queryKey: ["event", position],
    queryFn: ({ signal }) => read<T.LedgerEvent>(`/v1/events/${position}`, {}, signal),
    staleTime: SETTLED,
  });
