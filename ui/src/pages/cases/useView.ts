/** The view that the list of cases is looked at through, and how the list is where there is none. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { viewQuery, viewsQuery } from "../../api/reads/views";
import type { View } from "../../api/types";
import type { Search } from "../../lib/search";
import { ALL, baseOf, shownView } from "../../lib/views";
import { DEFAULT_SORT } from "./columns";

const USUAL = { columns: [], density: "normal" as const };

export function useView(search: Search) {
  const all = useQuery(viewsQuery);
  const begins = all.data && (all.data.default ?? all.data.firms_default);
  const id = shownView(search, begins);
  const known = all.data?.views.find((each) => each.id === id);
  // One that is archived, somebody else's, or was saved a moment ago.
  const other = useQuery({ ...viewQuery(id ?? ""), enabled: Boolean(id) && !known && !all.isPending });
  const view: View | undefined = known ?? (id ? other.data : undefined);

  const navigate = useNavigate();
  const arrives = !search.view && id;
  useEffect(() => {
    if (arrives) void navigate({ to: "/cases", search: { ...search, view: arrives }, replace: true });
  }, [arrives]);

  return {
    view,
    base: useMemo(() => baseOf(view, all.data ?? USUAL, DEFAULT_SORT), [view, all.data]),
    views: all.data,
    begins: begins ?? undefined,
    ready: !all.isPending && (!id || view !== undefined),
    refused: id && !view ? other.error : null,
  };
}

export type Viewed = ReturnType<typeof useView>;

/** An address without a view, where a bare one would begin with one. */
export function withoutView(search: Search, begins: string | undefined): Search {
  const { view: _, ...rest } = search;
  const bare = !Object.values(rest).some(Boolean);
  return bare && begins ? { view: ALL } : rest;
}
