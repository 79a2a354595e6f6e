/** Where on the page of a case one is: its tab, its moment, what is open. All of it is the address. */
import { getRouteApi } from "@tanstack/react-router";
import { first, type Search } from "../../lib/search";

const route = getRouteApi("/frame/cases/$id");

export const TABS = [
  "overview",
  "communications",
  "tasks",
  "documents",
  "notes",
  "activity",
] as const;

export type Tab = (typeof TABS)[number];

export function useCasePlace() {
  const { id } = route.useParams();
  const search: Search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = TABS.find((each) => each === first(search.tab)) ?? "overview";

  /** Changes some words of the address. A tab is a step back away; a moment is not. */
  const go = (words: Search): void => {
    const replace = !("tab" in words);
    void navigate({ search: (was: Search) => ({ ...was, ...words }), replace });
  };

  return { id, search, tab, go, asOf: first(search.as_of) };
}

export type Go = ReturnType<typeof useCasePlace>["go"];
