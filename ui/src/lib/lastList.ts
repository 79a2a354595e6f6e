/** The list of cases that was open last: its address, and the order that J and K follow. */
import { asked } from "./filters";
import type { Search } from "./search";

export interface LastList {
  search: Search;
  sort: string;
}

let last: LastList | null = null;

export function rememberList(list: LastList): void {
  last = list;
}

/** Where “Cases” leads back to; null when no list was open in this visit. */
export const lastList = (): LastList | null => last;

/** What to ask `casesQuery` for the list that was open last. */
export function lastListAsked(): { asked: Record<string, string>; sort: string } {
  const { search, sort } = last ?? { search: {}, sort: "-updated_at" };
  return { asked: asked(search), sort };
}
