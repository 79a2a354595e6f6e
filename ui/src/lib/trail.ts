/** The list a case was opened from: where “Cases” leads back to, and who stands before and after. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { casesQuery } from "../api/reads";
import { DEFAULT_SORT } from "../pages/cases/columns";
import { asked } from "./filters";
import { first, type Search } from "./search";

const KEY = "caseledger.list";

export const rememberList = (search: Search): void =>
  sessionStorage.setItem(KEY, JSON.stringify(search));

export function rememberedList(): Search {
  const { new: _, ...search } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Search;
  return search;
}

export interface Neighbours {
  /** The address of the list. */
  search: Search;
  before: string | undefined;
  after: string | undefined;
}

/** The cases beside this one, in the order of the list as it was seen: an edit moves nobody. */
export function useNeighbours(id: string): Neighbours {
  const client = useQueryClient();
  const [search] = useState(rememberedList);
  const list = casesQuery(asked(search), first(search.sort) ?? DEFAULT_SORT);
  // Not enabled: it is read from what the list has loaded, and never renewed from here.
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    ...list,
    enabled: false,
  });
  const ids = data?.pages.flatMap((page) => page.cases.map((row) => row.id)) ?? [];
  const at = ids.indexOf(id);
  const last = at >= 0 && at === ids.length - 1;

  useEffect(() => {
    if (!client.getQueryData(list.queryKey)) void client.prefetchInfiniteQuery(list);
  }, [client]);

  useEffect(() => {
    if (last && hasNextPage && !isFetching) void fetchNextPage();
  }, [last, hasNextPage, isFetching, fetchNextPage]);

  return {
    search,
    before: at > 0 ? ids[at - 1] : undefined,
    after: at >= 0 ? ids[at + 1] : undefined,
  };
}
