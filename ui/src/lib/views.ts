/** Views in the address: `?view=…`, and what stands there instead of its filter, order or look.
 *
 * A filter in the address stands instead of the view's, as a whole; so do an order, the columns and
 * the density. `unfiltered=true` says that there is no filter at all.
 */
import type { View } from "../api/types";
import { asked, splitList } from "./filters";
import { first, type Search } from "./search";

/** What a list is like that no part of the address says otherwise of. */
export interface Base {
  filters: Search;
  sort: string;
  cols: string | undefined;
  density: string;
}

export const ALL = "all"; // no view, whatever one begins with
const LOOK = ["sort", "cols", "density"] as const;
const APART = new Set<string>(["view", "unfiltered", "q", "new", "as_of", ...LOOK]);

/** The filters of an address, without its words, its moment, its order and its looks. */
export function filtersIn(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([name, value]) => !APART.has(name) && value));
}

export function baseOf(view: View | undefined, usual: Pick<View, "columns" | "density">, sort: string): Base {
  const { columns, density } = view ?? usual;
  return {
    filters: view ? Object.fromEntries(view.filters) : {},
    sort: view?.sort ?? sort,
    cols: columns.join(",") || undefined,
    density,
  };
}

/** All that an address means, each part said: its own, else the base's. */
export function meant(search: Search, base: Base): Search {
  const own = filtersIn(search);
  const filtered = Object.keys(own).length > 0 || first(search.unfiltered) === "true";
  return {
    view: search.view,
    new: search.new,
    q: search.q,
    as_of: search.as_of,
    ...(filtered ? own : base.filters),
    sort: first(search.sort) ?? base.sort,
    cols: first(search.cols) ?? base.cols,
    density: first(search.density) ?? base.density,
  };
}

/** The shortest address that means it: only what is otherwise than in the base is said. */
export function addressOf(whole: Search, base: Base): Search {
  const said: Search = { view: whole.view, q: whole.q, as_of: whole.as_of, new: whole.new };
  const filters = filtersIn(whole);
  if (!sameFilters(filters, base.filters)) {
    Object.assign(said, Object.keys(filters).length ? filters : { unfiltered: "true" });
  }
  for (const name of LOOK) if (whole[name] !== base[name]) said[name] = whole[name];
  return said;
}

/** Whether an address says something otherwise than its base. */
export function isChanged(search: Search, base: Base): boolean {
  const { view: _, q: __, new: ___, as_of: ____, ...rest } = addressOf(meant(search, base), base);
  return Object.values(rest).some((each) => each !== undefined);
}

function sameFilters(one: Search, other: Search): boolean {
  return spelled(one) === spelled(other);
}

/** The same for filters in another order, with their values in another order. */
function spelled(filters: Search): string {
  const each = Object.entries(asked(filters)).map(([name, value]) =>
    name === "where" ? `${name}=${value}` : `${name}=${splitList(value).toSorted().join("\n")}`,
  );
  return each.toSorted().join("\n\n");
}

/** The view that an address shows: its own, else the one that a bare address begins with. */
export function shownView(search: Search, begins: string | null | undefined): string | undefined {
  const own = first(search.view);
  if (own) return own === ALL ? undefined : own;
  const bare = Object.entries(search).every(([name, value]) => name === "new" || !value);
  return bare ? (begins ?? undefined) : undefined;
}
