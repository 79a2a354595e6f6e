/** A status for each of several types: chosen by hand, or following the one that was. */
import type { CaseType } from "../api/types";

/** A key by the id of each type, in the order of choosing; blank: left alone. */
export type Statuses = Record<string, string>;

const folded = (name: string): string => name.trim().toLowerCase();

/** What each type takes. Where nobody chose: the status of the same name as a choice, the first first. */
export function taken(types: CaseType[], byHand: Statuses): Statuses {
  const names = Object.entries(byHand).map(([type, key]) => nameOf(types, type, key));
  const same = ({ statuses }: CaseType) =>
    names.map((name) => statuses.find((each) => folded(each.name) === name)).find(Boolean)?.key ?? "";
  return Object.fromEntries(types.map((type) => [type.id, byHand[type.id] ?? same(type)]));
}

/** Without the types that are left alone, as the API takes it. */
export const named = (statuses: Statuses): Statuses =>
  Object.fromEntries(Object.entries(statuses).filter(([, key]) => key));

function nameOf(types: CaseType[], type: string, key: string): string | undefined {
  const status = types.find((each) => each.id === type)?.statuses.find((each) => each.key === key);
  return status && folded(status.name);
}
