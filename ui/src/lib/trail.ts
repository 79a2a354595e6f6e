/** The list a case was opened from: who stands before it there, and who after. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { casesQuery } from "../api/reads/cases";
import { lastList, lastListAsked } from "./lastList";
import type { Search } from "./search";

export interface Neighbours {
  /** The address of the list. */
  search: Search;
  before: string | undefined;
  after: string | undefined;
}

/** The cases beside this one, in the order of the list as it was seen: an edit moves nobody. */
export function useNeighbours(id: string): Neighbours {
  const client = useQueryClient();
  const [{ asked, sort }] = useState(lastListAsked);
  const list = casesQuery(asked, sort);
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
    search: lastList()?.search ?? {},
    before: at > 0 ? ids[at - 1] : undefined,
    after: at >= 0 ? ids[at + 1] : undefined,
  };
}
