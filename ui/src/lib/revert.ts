/** Taking a change back: a new command with the old value. Nothing is removed from the ledger. */
import type { CaseRow, Change, Entry, Plain } from "../api/types";
import { isCustom, patchOf, valueOf } from "./caseFacts";
import type { Step } from "./edit";

const FACTS = new Set([
  "name",
  "description",
  "court_name",
  "jurisdiction",
  "court_date",
  "created_date",
  "end_date",
  "external_source",
  "external_source_id",
  "external_source_data",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "is_obo",
  "representative",
]);

export interface Reversal extends Step {
  /** What it changes, from what it is now to what it was before the entry. */
  changes: Change[];
  /** Names of facts that somebody changed again after the entry. */
  changedSince: string[];
}

/** How an entry is taken back; null when there is no command that does it. */
export function reversalOf(entry: Entry, row: CaseRow): Reversal | null {
  if (!entry.revertible || !entry.changes.length) return null;
  const step = stepOf(entry, row);
  if (!step) return null;
  const changes = entry.changes.map((each) => ({
    ...each,
    before: nowOf(row, each),
    before_label: same(nowOf(row, each), each.after) ? each.after_label : undefined,
    after: each.before,
    after_label: each.before_label,
  }));
  const changedSince = entry.changes
    .filter((each) => !same(nowOf(row, each), each.after))
    .map((each) => each.label);
  return { ...step, changes, changedSince };
}

function nowOf(row: CaseRow, { name, after }: Change): Plain {
  if (name === "staff") return after !== null && row.staff.includes(String(after)) ? after : null;
  return valueOf(row, name);
}

function stepOf(entry: Entry, row: CaseRow): Step | null {
  const [first] = entry.changes;
  if (!first) return null;
  if (entry.changes.every(({ name }) => FACTS.has(name) || isCustom(name))) {
    const changes = Object.fromEntries(entry.changes.map((each) => [each.name, each.before]));
    return { command: "revise-case-details", body: { changes }, patch: patchOf(row, changes) };
  }
  switch (first.name) {
    case "type":
      return typeStep(entry.changes);
    case "status":
      return status(first.before);
    case "lead":
      return lead(row, first.before);
    case "staff":
      return staff(row, first);
    case "archived":
      return first.after ? restore : null;
    default:
      return null;
  }
}

const restore: Step = { command: "restore-case", body: {}, patch: { archived: false } };

function status(before: Plain): Step | null {
  if (typeof before !== "string") return null;
  return { command: "change-status", body: { status: before }, patch: { status: before } };
}

function typeStep(changes: Change[]): Step | null {
  const of = (name: string) => changes.find((each) => each.name === name)?.before;
  const [type, key] = [of("type"), of("status")];
  if (typeof type !== "string") return null;
  const body = typeof key === "string" ? { type, status: key } : { type };
  return { command: "change-case-type", body, patch: body };
}

function lead(row: CaseRow, before: Plain): Step | null {
  if (typeof before === "string") {
    const people = row.staff.includes(before) ? row.staff : [...row.staff, before];
    const body = { person_id: before, lead: true };
    return { command: "assign-staff", body, patch: { lead: before, staff: people } };
  }
  if (!row.lead) return null;
  const people = row.staff.filter((each) => each !== row.lead);
  const next = people[0] ?? null;
  return { command: "unassign-staff", body: { person_id: row.lead }, patch: { lead: next, staff: people } };
}

function staff(row: CaseRow, { before, after }: Change): Step | null {
  if (typeof before === "string") {
    const people = [...row.staff, before];
    return { command: "assign-staff", body: { person_id: before }, patch: { staff: people } };
  }
  if (typeof after !== "string" || !row.staff.includes(after)) return null;
  const people = row.staff.filter((each) => each !== after);
  return { command: "unassign-staff", body: { person_id: after }, patch: { staff: people } };
}

const same = (a: Plain, b: Plain): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
