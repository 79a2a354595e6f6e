/** What a type of case says of its statuses: which there were, and which may follow. */
import type { CaseType, Status } from "../api/types";

/** The statuses of a type, and those that were removed: a case may still have one. */
export const ever = (type: CaseType): Status[] => [...type.statuses, ...type.removed];

/** The statuses that a type lets follow one; from one that was removed, any can be reached. */
export function followers(type: CaseType, status: string): Status[] {
  const allowed = type.allowed_next[status];
  return allowed ? type.statuses.filter((each) => allowed.includes(each.key)) : type.statuses;
}

/** Statuses of all types that are in use, each key once: what a filter offers. */
export function allStatuses(types: CaseType[]): Status[] {
  const byKey = new Map<string, Status>();
  for (const status of types.flatMap((type) => type.statuses)) {
    if (!byKey.has(status.key)) byKey.set(status.key, status);
  }
  return [...byKey.values()];
}
