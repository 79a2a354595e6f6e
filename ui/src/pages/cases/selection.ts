/** What is selected in the list: rows that were picked, or all that match but for some.
 *
 * Selecting is local and costs the same for ten cases as for a hundred thousand. A selection dies
 * with its question; sorting and columns leave it as it is.
 */
import { useEffect, useRef, useState } from "react";
import type { CaseRow, Count } from "../../api/types";
import { stringifySearch } from "../../lib/search";
import { announce } from "../../lib/announce";
import { count, int } from "../../lib/format";
import { toast } from "../../lib/toasts";

/** More are selected by their filter, not one by one. */
const MOST_PICKED = 1000;

interface Selected {
  /** Whether all that match are meant, `ids` being those that are not. */
  all: boolean;
  ids: ReadonlySet<string>;
}

const NOTHING: Selected = { all: false, ids: new Set() };

/** As `POST /v1/bulk` takes it. */
export interface SelectionWish {
  ids?: string[];
  filter?: string;
  excluded?: string[];
}

export interface Selection {
  size: number;
  /** Whether `size` is all there are; beyond a cap nobody has counted. */
  exact: boolean;
  all: boolean;
  has: (id: string) => boolean;
  toggle: (index: number, range: boolean) => void;
  page: "none" | "some" | "all";
  togglePage: () => void;
  selectAll: () => void;
  clear: () => void;
  wish: () => SelectionWish;
}

/** How many are selected, as it is shown. */
export const said = ({ size, exact }: Selection): string => `${int(size)}${exact ? "" : "+"}`;

export function useSelection(
  asked: Record<string, string>,
  rows: CaseRow[],
  total: Count | undefined,
): Selection {
  const question = JSON.stringify(asked);
  const [selected, set] = useState(NOTHING);
  const anchor = useRef(-1);
  useEndWith(question, selected, () => set(NOTHING));

  const has = (id: string) => selected.ids.has(id) !== selected.all;
  const put = (ids: string[], on: boolean) => {
    const next = new Set(selected.ids);
    for (const id of ids) if (on !== selected.all) next.add(id); else next.delete(id);
    if (next.size > MOST_PICKED) return tooMany(selected.all);
    set({ ...selected, ids: next });
  };
  const toggle = (index: number, range: boolean) => {
    const row = rows[index];
    if (!row) return;
    const from = range && anchor.current >= 0 ? anchor.current : index;
    const span = rows.slice(Math.min(from, index), Math.max(from, index) + 1);
    anchor.current = index;
    put(span.map((each) => each.id), range && from !== index ? true : !has(row.id));
  };
  const shown = rows.filter((row) => has(row.id)).length;
  const page = shown === 0 ? "none" : shown === rows.length ? "all" : "some";
  const size = selected.all ? Math.max(0, (total?.count ?? 0) - selected.ids.size) : selected.ids.size;
  return {
    size,
    exact: !selected.all || Boolean(total?.exact),
    all: selected.all,
    has,
    toggle,
    page,
    togglePage: () => put(rows.slice(0, MOST_PICKED).map((row) => row.id), page !== "all"),
    selectAll: () => set({ all: true, ids: new Set() }),
    clear: () => set(NOTHING),
    wish: () =>
      selected.all
        ? { filter: stringifySearch(asked).replace(/^\?/, ""), excluded: [...selected.ids] }
        : { ids: [...selected.ids] },
  };
}

/** Another question ends a selection, and says so. */
function useEndWith(question: string, { all, ids }: Selected, end: () => void): void {
  const before = useRef(question);
  useEffect(() => {
    if (before.current === question) return;
    before.current = question;
    if (!all && !ids.size) return;
    end();
    announce("The selection was cleared: the list shows something else now.");
    toast({ id: "selection", message: "The selection was cleared: the list shows something else now." });
  });
}

function tooMany(all: boolean): void {
  const what = all ? "left out of all" : "picked one by one";
  toast({
    id: "selection",
    tone: "warn",
    message: `At most ${count(MOST_PICKED, "case")} can be ${what}. Use a filter, then select all that match.`,
  });
}
