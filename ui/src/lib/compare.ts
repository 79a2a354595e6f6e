/** What differs between two moments of a case, fact by fact. */
import type { CaseDetail, Change, Field, Plain } from "../api/types";
import { valueOf } from "./caseFacts";

/** Facts that have commands of their own: no field edits them. */
const OWN = new Set(["number", "type", "status", "lead", "archived"]);

export function differences(then: CaseDetail, now: CaseDetail, fields: Field[]): Change[] {
  return [
    ...builtIn(then, now, fields),
    ...custom(then, now),
    ...people("Staff", "staff", then.case.staff, now.case.staff),
    ...people("Contacts", "contact", namesOf(then), namesOf(now)),
  ];
}

function builtIn(then: CaseDetail, now: CaseDetail, fields: Field[]): Change[] {
  const compared = fields.filter(
    ({ built_in, editable, key }) =>
      built_in && (editable || OWN.has(key)) && key in now.case && key !== "staff",
  );
  return compared.flatMap(({ key, label, kind }) =>
    change(key, label, key === "status" ? "status" : kind, valueOf(then.case, key), valueOf(now.case, key)),
  );
}

function custom(then: CaseDetail, now: CaseDetail): Change[] {
  const fields = new Map([...then.fields, ...now.fields].map((each) => [each.key, each]));
  return [...fields.values()].flatMap(({ key, label, kind }) =>
    change(key, label, kind, then.case.custom[key] ?? null, now.case.custom[key] ?? null),
  );
}

const namesOf = (detail: CaseDetail): string[] =>
  detail.contacts.map(({ name, role, primary }) => `${name} (${primary ? "primary client" : role})`);

function people(label: string, type: string, then: string[], now: string[]): Change[] {
  return change(type, label, type, [...then].sort(), [...now].sort());
}

function change(name: string, label: string, type: string, before: Plain, after: Plain): Change[] {
  const same = JSON.stringify(before) === JSON.stringify(after);
  return same ? [] : [{ name, label, type, before, after }];
}
