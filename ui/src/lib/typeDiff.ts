/** What differs between two moments of a type, in words. */
import type { CaseType, Change, Status, TypeThen } from "../api/types";
import { ever } from "./caseTypes";

/** A type with its fields, as of a moment or as it is. */
export type Pictured = Pick<TypeThen, "case_type" | "fields">;

export function typeDifferences(then: Pictured, later: Pictured): Change[] {
  const [was, now] = [then.case_type, later.case_type];
  return [
    ...change("Name", was.name, now.name),
    ...change("Retired", yes(was.retired), yes(now.retired)),
    ...change("Order of the statuses", shared(was, now, now), shared(now, was, now)),
    ...change("New cases begin in", nameOf(now, was.initial), nameOf(now, now.initial)),
    ...statuses(was, now),
    ...bound(then, later),
  ];
}

const yes = (it: boolean): string => (it ? "Yes" : "No");

/** Statuses are called as they are later: a new name is one difference, not one wherever it stands. */
const nameOf = (later: CaseType, key: string): string =>
  ever(later).find((each) => each.key === key)?.name ?? key;

/** The statuses that both have, in the order of the first, by the names of the last. */
const shared = (type: CaseType, other: CaseType, named: CaseType): string =>
  type.statuses
    .filter((each) => other.statuses.some((one) => one.key === each.key))
    .map((each) => nameOf(named, each.key))
    .join(", ");

function statuses(was: CaseType, now: CaseType): Change[] {
  const keys = new Set([...was.statuses, ...now.statuses].map((each) => each.key));
  return [...keys].flatMap((key) => {
    const [before, after] = [was, now].map((type) => type.statuses.find((each) => each.key === key));
    const label = `Status ${(after ?? before)?.name ?? key}`;
    return change(label, before && worded(was, before, now), after && worded(now, after, now));
  });
}

function worded(type: CaseType, { key, name, category, colour, client_text }: Status, named: CaseType): string {
  const next = type.allowed_next[key];
  const follow = next && `followed only by ${next.map((each) => nameOf(named, each)).join(", ") || "nothing"}`;
  const read = client_text && `clients read “${client_text}”`;
  return [name, category, colour, follow, read].filter(Boolean).join(" · ");
}

function bound(then: Pictured, later: Pictured): Change[] {
  const [was, now] = [then.case_type, later.case_type];
  const keys = new Set([...was.fields, ...now.fields].map((each) => each.key));
  return [...keys].flatMap((key) => {
    const [old, present] = [then, later].map(({ fields }) => fields.find((each) => each.key === key)?.label);
    const [before, after] = [asked(was, key, old ?? key, now), asked(now, key, present ?? key, now)];
    return change(`Field ${present ?? old ?? key}`, before, after);
  });
}

function asked(type: CaseType, key: string, label: string, named: CaseType): string | undefined {
  const binding = type.fields.find((each) => each.key === key);
  if (!binding) return undefined;
  const since = binding.required_from ? ` from ${nameOf(named, binding.required_from)}` : "";
  return binding.required ? `${label} · required${since}` : label;
}

function change(label: string, before: string | undefined, after: string | undefined): Change[] {
  if (before === after) return [];
  return [{ name: label, label, type: "text", before: before ?? null, after: after ?? null }];
}
