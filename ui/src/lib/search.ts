/** The address bar, spelt like the API: `?status=active,closed&court_date.from=2026-01-01`. */

/** What an address holds: each name once, or several times when it was repeated. */
export type Search = Record<string, string | string[] | undefined>;

export function parseSearch(text: string): Search {
  const out: Search = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = out[name];
    out[name] = before === undefined ? value : [before, value].flat();
  }
  return out;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one != null && one !== "") params.append(name, String(one));
    }
  }
  // A comma or a colon is legal in a query and much easier to read as itself.
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text ? `?${text}` : "";
}

export const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
