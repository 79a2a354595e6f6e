/** What the list shows, read from the address bar: rows, total, columns, sort, density. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { caseCountQuery, casesQuery } from "../../api/reads";
import { asked, filtersOf } from "../../lib/filters";
import { rememberList } from "../../lib/lastList";
import { useFields } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { chosen, columnsOf, DEFAULT_SORT } from "./columns";

/** Beyond so many pages, coming back shows what was there instead of asking all of it again. */
const MOST_RENEWED = 5;

export function useCaseList() {
  const search: Search = useSearch({ from: "/frame/cases" });
  const navigate = useNavigate();
  const fields = useFields();

  const sort = first(search.sort) ?? DEFAULT_SORT;
  const text = JSON.stringify(asked(search));
  const question = useMemo(() => JSON.parse(text) as Record<string, string>, [text]);

  const list = useInfiniteQuery({
    ...casesQuery(question, sort),
    refetchOnMount: (query) => (query.state.data?.pages.length ?? 0) <= MOST_RENEWED,
  });
  const total = useQuery(caseCountQuery(question)).data;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.cases) ?? [], [list.data]);
  const all = useMemo(() => columnsOf(fields), [fields]);

  useEffect(() => rememberList({ search, sort }), [search, sort]);

  const go = (next: Search, replace = false) =>
    void navigate({ to: "/cases", search: next, replace });
  const set = (patch: Search, replace = false) => go({ ...search, ...patch }, replace);

  return {
    search,
    sort,
    /** What the API is asked, but for the order. */
    asked: question,
    question: `cases ${text} ${sort}`,
    fields,
    list,
    rows,
    total,
    all,
    columns: chosen(all, first(search.cols)),
    compact: search.density === "compact",
    narrowed: filtersOf(search).length > 0 || Boolean(search.q) || Boolean(search.where),
    asksArchived: filtersOf(search).some(({ fact }) => fact === "archived"),
    stale: list.data?.pages.some((page) => page.stale),
    degraded: list.data?.pages.some((page) => page.degraded) || total?.degraded,
    similar: list.data?.pages[0]?.similar ?? [],
    /** Goes to another question, keeping how the list looks. */
    ask: (next: Search) => go({ ...next, ...look(search) }),
    set,
    clear: () => go(look(search)),
  };
}

export type CaseList = ReturnType<typeof useCaseList>;

/** What of an address is looks, and no question. */
function look({ sort, cols, density }: Search): Search {
  return { sort, cols, density };
}
