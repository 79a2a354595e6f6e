/** What the list shows, read from the address bar: rows, total, columns, sort, density. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { caseCountQuery, casesQuery } from "../../api/reads";
import { asked, filtersOf } from "../../lib/filters";
import { rememberList } from "../../lib/lastList";
import { useFields, useMay } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { addressOf, ALL, filtersIn, isChanged, meant } from "../../lib/views";
import { chosen, columnsOf, DEFAULT_SORT } from "./columns";
import { useView, withoutView } from "./useView";
import { useViewAct } from "./useViewActs";

/** Beyond so many pages, coming back shows what was there instead of asking all of it again. */
const MOST_RENEWED = 5;

export function useCaseList() {
  const own: Search = useSearch({ from: "/frame/cases" });
  const navigate = useNavigate();
  const fields = useFields();
  const viewed = useView(own);
  const { view, base, begins } = viewed;
  const search = useMemo(() => meant(own, base), [own, base]);

  const sort = first(search.sort) ?? DEFAULT_SORT;
  const text = JSON.stringify(asked(search));
  const question = useMemo(() => JSON.parse(text) as Record<string, string>, [text]);

  const list = useInfiniteQuery({
    ...casesQuery(question, sort),
    enabled: viewed.ready,
    refetchOnMount: (query) => (query.state.data?.pages.length ?? 0) <= MOST_RENEWED,
  });
  const total = useQuery({ ...caseCountQuery(question), enabled: viewed.ready }).data;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.cases) ?? [], [list.data]);
  const all = useMemo(() => columnsOf(fields), [fields]);

  useEffect(() => rememberList({ search, sort }), [search, sort]);

  const go = (next: Search, replace = false) =>
    void navigate({ to: "/cases", search: next, replace });
  /** What is otherwise than in the view is said; without a view, what somebody said. */
  const set = (patch: Search, replace = false) =>
    go(view ? addressOf({ ...search, ...patch }, base) : { ...own, ...patch }, replace);
  const ask = (next: Search) =>
    go(
      view
        ? addressOf({ ...next, ...look(search), view: view.id }, base)
        : withoutView({ ...next, ...look(own) }, begins),
    );
  const arrange = useArrange();

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
    ask,
    set,
    clear: () => ask({}),
    /** Shows these columns; none: the usual ones. Without a view they are kept for this person. */
    show: (ids: string[] | undefined) => {
      set({ cols: ids?.join(",") ?? (view ? base.cols : undefined) }, true);
      if (!view) arrange({ columns: ids ?? [] });
    },
    densify: (density: "normal" | "compact") => {
      set({ density: view || density === "compact" ? density : undefined }, true);
      if (!view) arrange({ density });
    },
    viewed,
    /** Whether there is something to save: of a view, what is otherwise than in it. */
    changed: view ? isChanged(own, base) : Object.keys({ ...filtersIn(own), ...said(look(own)) }).length > 0,
    /** Looks through a view, and at nothing else but the words that are searched for. */
    look: (id: string) =>
      go(id === ALL ? withoutView({ q: search.q }, begins) : { view: id, q: search.q }),
  };
}

export type CaseList = ReturnType<typeof useCaseList>;

/** Keeps columns and density for this person; who may not, has them in the address alone. */
function useArrange() {
  const may = useMay("views.edit");
  const { mutate } = useViewAct();
  return (look: { columns?: string[]; density?: "normal" | "compact" }) =>
    may && mutate({ name: "arrange-cases", body: look });
}

const said = (search: Search): Search =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value));

/** What of an address is looks, and no question. */
function look({ sort, cols, density }: Search): Search {
  return { sort, cols, density };
}
