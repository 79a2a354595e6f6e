/** Views of the list of cases. */
import { queryOptions } from "@tanstack/react-query";
import { read, type Query } from "../client";
import type * as T from "../types";
import { SETTLED, untilShown, whileStale } from "./asking";

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => read<T.ViewPage>("/v1/views", {}, signal),
  staleTime: SETTLED,
  refetchInterval: whileStale,
});

export const archivedViewsQuery = queryOptions({
  queryKey: ["views", "archived"],
  queryFn: ({ signal }) => read<T.ViewPage>("/v1/views", { archived: true }, signal),
});

export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ["views", id],
    queryFn: ({ signal }) => read<T.View>(`/v1/views/${id}`, {}, signal),
    ...untilShown(id),
  });

/** What the filters of a list of cases are in words that last. */
export const lastingOf = (asked: Query) => read<T.Lasting>("/v1/views/asking", asked);
