/** What differs between a type as it was and as it is, in words. */
import type { CaseType, Change, Field, Status, TypeThen } from "../api/types";
import { ever } from "./caseTypes";

export function typeDifferences(then: TypeThen, now: CaseType, fields: Field[]): Change[] {
  const was = then.case_type;
  return [
    ...change("Name", was.name, now.name),
    ...change("Retired", yes(was.retired), yes(now.retired)),
    ...change("Order of the statuses", shared(was, now), shared(now, was)),
    ...change("New cases begin in", nameOf(was, was.initial), nameOf(now, now.initial)),
    ...statuses(was, now),
    ...bound(then, now, fields),
  ];
}

const yes = (it: boolean): string => (it ? "Yes" : "No");

const nameOf = (type: CaseType, key: string): string =>
  ever(type).find((each) => each.key === key)?.name ?? key;

/** The statuses that both have, in the order of the first. */
const shared = (type: CaseType, other: CaseType): string =>
  type.statuses
    .filter((each) => other.statuses.some((one) => one.key === each.key))
    .map((each) => nameOf(other, each.key))
    .join(", ");

function statuses(was: CaseType, now: CaseType): Change[] {
  const keys = new Set([...was.statuses, ...now.statuses].map((each) => each.key));
  return [...keys].flatMap((key) => {
    const [before, after] = [was, now].map((type) => type.statuses.find((each) => each.key === key));
    const label = `Status ${(after ?? before)?.name ?? key}`;
    return change(label, before && worded(was, before), after && worded(now, after));
  });
}

function worded(type: CaseType, { key, name, category, colour, client_text }: Status): string {
  const next = type.allowed_next[key];
  const follow = next && `followed only by ${next.map((each) => nameOf(type, each)).join(", ") || "nothing"}`;
  const read = client_text && `clients read “${client_text}”`;
  return [name, category, colour, follow, read].filter(Boolean).join(" · ");
}

function bound(then: TypeThen, now: CaseType, fields: Field[]): Change[] {
  const was = then.case_type;
  const keys = new Set([...was.fields, ...now.fields].map((each) => each.key));
  return [...keys].flatMap((key) => {
    const label = (of: Field[]) => of.find((each) => each.key === key)?.label ?? key;
    const [before, after] = [asked(was, key, label(then.fields)), asked(now, key, label(fields))];
    return change(`Field ${label(fields)}`, before, after);
  });
}

function asked(type: CaseType, key: string, label: string): string | undefined {
  const binding = type.fields.find((each) => each.key === key);
  if (!binding) return undefined;
  const since = binding.required_from ? ` from ${nameOf(type, binding.required_from)}` : "";
  return binding.required ? `${label} · required${since}` : label;
}

function change(label: string, before: string | undefined, after: string | undefined): Change[] {
  if (before === after) return [];
  return [{ name: label, label, type: "text", before: before ?? null, after: after ?? null }];
}
