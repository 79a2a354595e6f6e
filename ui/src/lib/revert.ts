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
  /** What is changed: the case, or another record that the body names. */
  of: "case" | "contact" | "note";
  /** What it changes, from what it is now to what it was before the entry. */
  changes: Change[];
  /** Names of facts that somebody changed again after the entry. */
  changedSince: string[];
}

/** How an entry is taken back; null when there is no command that does it. */
export function reversalOf(entry: Entry, row: CaseRow): Reversal | null {
  if (!entry.revertible || !entry.changes.length) return null;
  return entry.subject === row.id ? ofCase(entry, row) : ofAnother(entry);
}

function ofCase(entry: Entry, row: CaseRow): Reversal | null {
  const step = stepOf(entry, row);
  if (!step) return null;
  const changes = entry.changes.map((each) => {
    const now = nowOf(row, each);
    const label = same(now, each.after) ? each.after_label : undefined;
    return { ...reversed(each), before: now, before_label: label };
  });
  const changedSince = entry.changes
    .filter((each) => !same(nowOf(row, each), each.after))
    .map((each) => each.label);
  return { ...step, of: "case", changes, changedSince };
}

/** A contact's details or a note: what they are now is not known here, so nothing is said of it. */
function ofAnother(entry: Entry): Reversal | null {
  const changes = entry.changes.map(reversed);
  const common = { patch: {}, changes, changedSince: [] };
  switch (entry.kind) {
    case "contact.details-revised": {
      const facts = Object.fromEntries(entry.changes.map((each) => [each.name, each.before]));
      const body = { contact_id: entry.subject, changes: facts };
      return { ...common, of: "contact", command: "revise-contact-details", body };
    }
    case "note.revised": {
      const text = entry.changes.find((each) => each.name === "text")?.before;
      if (typeof text !== "string") return null;
      const body = { note_id: entry.subject, text };
      return { ...common, of: "note", command: "revise-note", body };
    }
    default:
      return null;
  }
}

const reversed = (change: Change): Change => ({
  ...change,
  before: change.after,
  before_label: change.after_label,
  after: change.before,
  after_label: change.before_label,
});

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
    case "client":
      return client(first.before);
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

function client(before: Plain): Step | null {
  if (typeof before !== "string") return null;
  return { command: "make-client-primary", body: { contact_id: before }, patch: { client: before } };
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
