import { expect, test } from "vitest";
import { ownDetail, withOwn, wrote } from "../src/api/own";
import type { CaseDetail, CaseRow, Entry, Field, Moment } from "../src/api/types";
import { asQuery, narrowedBy, toggled } from "../src/lib/activity";
import { builtInGroups, customGroups, patchOf, valueOf } from "../src/lib/caseFacts";
import { differences } from "../src/lib/compare";
import { draftOf, undrafted } from "../src/lib/kinds";
import { indexAt, indexBy, placeOf } from "../src/lib/moments";
import { reversalOf } from "../src/lib/revert";

const row = {
  id: "case",
  version: 3,
  position: 30,
  name: "Smith – Personal Injury",
  own_name: null,
  status: "active",
  court_name: "Orange County",
  lead: "ann",
  staff: ["ann", "ben"],
  archived: false,
  custom: { x_value: 100 },
} as unknown as CaseRow;

const entry = (changes: Entry["changes"], revertible = true): Entry =>
  ({ changes, revertible, subject: "case", kind: "case.details-revised" }) as Entry;

const change = (name: string, before: unknown, after: unknown): Entry["changes"][number] =>
  ({ name, label: name, type: "text", before, after }) as Entry["changes"][number];

const moments: Moment[] = [10, 20, 30].map((position) => ({
  position,
  at: `2026-06-${position}T12:00:00Z`,
  category: "field",
  says: "",
}));

test("a name taken away leaves the shown one until the server derives it", () => {
  expect(valueOf(row, "name")).toBeNull();
  expect(patchOf(row, { name: "Mine" })).toEqual({ own_name: "Mine", name: "Mine" });
  expect(patchOf(row, { name: null })).toEqual({ own_name: null });
});

test("custom facts are patched beside the others of the row", () => {
  const patch = patchOf(row, { x_liens: 5, court_name: "Miami", x_value: null });
  expect(patch).toEqual({ custom: { x_value: null, x_liens: 5 }, court_name: "Miami" });
});

test("what this tab wrote lies over an older answer, and no longer than that", () => {
  wrote("case", 31, { court_name: "Miami", version: 4 });
  expect(withOwn(row).court_name).toBe("Miami");
  const detail = { case: row, fields: [{ key: "x_value", value: 1 }] } as unknown as CaseDetail;
  expect(ownDetail(detail).case.version).toBe(4);
  const caughtUp = { ...row, position: 31, court_name: "Theirs" };
  expect(withOwn(caughtUp).court_name).toBe("Theirs");
  expect(withOwn(row).court_name).toBe("Orange County");
});

test("fields stand in the groups that the firm declares; what can't be edited is left out", () => {
  const field = (key: string, group: string, editable = true) =>
    ({ key, group, editable, built_in: true, label: key, kind: "text" }) as unknown as Field;
  const groups = builtInGroups(
    [field("court_name", "Court"), field("status", "Basic"), field("position", "Court", false)],
    row,
  );
  expect(groups.map((each) => [each.title, each.fields.map(({ key }) => key)])).toEqual([
    ["Court", ["court_name"]],
  ]);
  const detail = { fields: [{ key: "x_value", group: null }] } as unknown as CaseDetail;
  expect(customGroups(detail, "Personal Injury")[0]?.title).toBe("Personal Injury fields");
});

test("a change is taken back by the command that made it, with the old value", () => {
  const facts = reversalOf(entry([change("court_name", null, "Orange County")]), row);
  expect(facts).toMatchObject({
    command: "revise-case-details",
    body: { changes: { court_name: null } },
    changedSince: [],
  });
  const status = reversalOf(entry([change("status", "new", "active")]), row);
  expect(status).toMatchObject({ command: "change-status", body: { status: "new" } });
  const lead = reversalOf(entry([change("lead", null, "ann")]), row);
  expect(lead).toMatchObject({ command: "unassign-staff", body: { person_id: "ann" } });
  const type = reversalOf(entry([change("type", "t1", "t2"), change("status", "a", "active")]), row);
  expect(type).toMatchObject({ command: "change-case-type", body: { type: "t1", status: "a" } });
});

test("who changed it again since is named before anything is taken back", () => {
  const back = reversalOf(entry([change("court_name", "Miami", "Tampa")]), row);
  expect(back?.changedSince).toEqual(["court_name"]);
  expect(back?.changes[0]).toMatchObject({ before: "Orange County", after: "Miami" });
});

test("a contact's details and a note are taken back by their own commands", () => {
  const contact = { ...entry([change("city", "Miami", "Tampa")]), subject: "c", kind: "contact.details-revised" };
  expect(reversalOf(contact, row)).toMatchObject({
    of: "contact",
    body: { contact_id: "c", changes: { city: "Miami" } },
  });
  const note = { ...entry([change("text", "old", "new")]), subject: "n", kind: "note.revised" };
  expect(reversalOf(note, row)).toMatchObject({ of: "note", body: { note_id: "n", text: "old" } });
});

test("what no command can take back offers none", () => {
  expect(reversalOf(entry([change("contact", null, "c")]), row)).toBeNull();
  expect(reversalOf(entry([change("court_name", "a", "b")], false), row)).toBeNull();
});

test("a position stands at the last moment before it, and the newest moment is now", () => {
  expect(indexAt(moments, 25)).toBe(1);
  expect(indexAt(moments, 5)).toBe(-1);
  expect(placeOf(moments, 1)).toBe("20");
  expect(placeOf(moments, 2)).toBeUndefined();
  expect(indexBy(moments, "2026-06-20T12:00:00.500Z")).toBe(1);
  expect(indexBy(moments, "2026-01-01T00:00:00Z")).toBe(-1);
});

test("the history is narrowed by kinds and whole days, and in the past ends with its moment", () => {
  const by = narrowedBy({ category: "field,status", from: "2026-06-25", until: "2026-06-25" });
  const asked = asQuery(by, 30);
  expect(asked).toMatchObject({ category: "field,status", before: 31 });
  expect(Date.parse(String(asked.until)) - Date.parse(String(asked.since))).toBe(86_399_999);
  expect(asQuery(narrowedBy({}), undefined).before).toBeUndefined();
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});

test("two moments differ by facts, custom fields and people", () => {
  const detail = (court: string, value: number): CaseDetail =>
    ({
      case: { ...row, court_name: court, custom: { x_value: value } },
      fields: [{ key: "x_value", label: "Value", kind: "currency" }],
      contacts: [{ name: "Ann", role: "client", primary: true }],
    }) as unknown as CaseDetail;
  const fields = [
    { key: "court_name", label: "Court", kind: "text", built_in: true, editable: true },
  ] as unknown as Field[];
  const found = differences(detail("A", 1), detail("B", 2), fields);
  expect(found.map((each) => [each.label, each.before, each.after])).toEqual([
    ["Court", "A", "B"],
    ["Value", 1, 2],
  ]);
});

test("an address is edited line by line and stored by its parts", () => {
  const stored = { line1: "1 Main St", city: "Miami" };
  const draft = draftOf(stored, "address");
  expect(draft).toEqual(["1 Main St", "", "Miami", "", "", ""]);
  expect(undrafted(draft, "address")).toEqual(stored);
  expect(undrafted(["", "", "", "", "", ""], "address")).toBeNull();
});

