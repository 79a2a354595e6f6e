/** What a type of case says of its statuses: which there were, which may follow, in which order. */
import type { CaseType, Status } from "../api/types";

/** The statuses of a type, and those that were removed: a case may still have one. */
export const ever = (type: CaseType): Status[] => [...type.statuses, ...type.removed];

/** The statuses that a type lets follow one; from one that was removed, any can be reached. */
export function followers(type: CaseType, status: string): Status[] {
  const allowed = type.allowed_next[status];
  return allowed ? type.statuses.filter((each) => allowed.includes(each.key)) : type.statuses;
}

/** The things in the order of these keys. */
export const ordered = <T extends { key: string }>(things: readonly T[], keys: string[]): T[] =>
  [...things].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));
