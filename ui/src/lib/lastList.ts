/** The list of cases that was open last: its address, and the order that J and K follow. */
import { asked } from "./filters";
import type { Search } from "./search";

export interface LastList {
  search: Search;
  sort: string;
}

const KEY = "caseledger.list"; // of this tab, so that a reload of a case knows it too

const kept = sessionStorage.getItem(KEY);
let last = kept === null ? null : (JSON.parse(kept) as LastList);

export function rememberList({ search: { new: _, ...search }, sort }: LastList): void {
  last = { search, sort };
  sessionStorage.setItem(KEY, JSON.stringify(last));
}

/** Where “Cases” leads back to; null when no list was open in this tab. */
export const lastList = (): LastList | null => last;

/** What to ask `casesQuery` for the list that was open last. */
export function lastListAsked(): { asked: Record<string, string>; sort: string } {
  const { search, sort } = last ?? { search: {}, sort: "-updated_at" };
  return { asked: asked(search), sort };
}
