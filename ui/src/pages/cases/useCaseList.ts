/** What the list shows, read from the address bar: rows, total, columns, sort, density. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { caseCountQuery, casesQuery } from "../../api/reads/cases";
import { asked, filtersOf } from "../../lib/filters";
import { rememberList } from "../../lib/lastList";
import { useFields, useMay } from "../../lib/meta";
import { first, type Search } from "../../lib/search";
import { addressOf, ALL, filtersIn, isChanged, meant } from "../../lib/views";
import { chosen, columnsOf, DEFAULT_SORT } from "./columns";
import { useMayBeOver, useMoment } from "./useMoment";
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

  const then = useMoment(search);
  const enabled = viewed.ready && then.ready;

  const list = useInfiniteQuery({
    ...casesQuery(question, sort),
    enabled,
    refetchOnMount: (query) => (query.state.data?.pages.length ?? 0) <= MOST_RENEWED,
  });
  const counted = useQuery({ ...caseCountQuery(question), enabled }).data;
  useMayBeOver(then, list.error);
  const arriving = list.data !== undefined && !then.isOf(list.data.pages[0]);
  const rows = useMemo(
    () => (arriving ? [] : (list.data?.pages.flatMap((page) => page.cases) ?? [])),
    [list.data, arriving],
  );
  const total = then.isOf(counted) ? counted : undefined;
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
        ? addressOf({ ...next, ...kept(search), view: view.id }, base)
        : withoutView({ ...next, ...kept(own) }, begins),
    );
  const arrange = useArrange();

  return {
    search,
    sort,
    /** The moment that is shown; none: it is now. */
    asOf: then.asOf,
    past: then.past,
    /** What is at hand yet is of another moment. */
    arriving,
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
    /** The same question of now. */
    toNow: () =>
      go(
        view
          ? addressOf({ ...search, as_of: undefined }, base)
          : withoutView({ ...own, as_of: undefined }, begins),
      ),
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
    /** Looks through a view, and at nothing else but the words that are searched for and the moment. */
    look: (id: string) => {
      const { q, as_of } = search;
      go(id === ALL ? withoutView({ q, as_of }, begins) : { view: id, q, as_of });
    },
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

/** What of an address stays when another question is asked: looks, and the moment. */
function kept(search: Search): Search {
  return { ...look(search), as_of: search.as_of };
}
