import { expect, test } from "vitest";
import type { Field } from "../src/api/types";
import { conditionOfFilter, filterOf, gathered, groupsOf, searchOf, settled, type Condition } from "../src/lib/conditions";
import { conditionWords } from "../src/lib/conditionWords";
import { conditionOf, drafted, groupOf, joiner, rowOf } from "../src/lib/groups";

const asks = (fact: string, operator: string, value: unknown): Condition => ({
  type: "is",
  fact,
  operator,
  value,
});

test("the filters of a condition are its tests, where all of them must hold", () => {
  const of = [asks("court_name", "any", ["Leeds", "York, N"]), asks("court_date", "from", "2026-01-01")];
  expect(searchOf({ type: "and", of })).toEqual({
    court_name: 'Leeds,"York, N"',
    "court_date.from": "2026-01-01",
  });
});

test("a condition that is more than that rides along whole", () => {
  const either: Condition = { type: "or", of: [asks("court_name", "any", ["Leeds"])] };
  expect(searchOf(either)).toEqual({ where: JSON.stringify(either) });
  const of = [asks("name", "contains", "a"), asks("name", "contains", "b")];
  expect(searchOf({ type: "and", of })).toEqual({ where: JSON.stringify({ type: "and", of }) });
});

test("without a condition there are no filters", () => expect(searchOf(null)).toEqual({}));

const field = (key: string, kind: string, more: Partial<Field> = {}): Field => ({
  key,
  label: key[0]!.toUpperCase() + key.slice(1),
  kind,
  group: "Details",
  built_in: true,
  editable: true,
  searchable: false,
  sortable: true,
  operators: [
    { op: "any", says: "is any of", takes: "several" },
    { op: "contains", says: "contains", takes: "one" },
    { op: "missing", says: "is missing", takes: "bool" },
  ],
  options: [],
  currency: null,
  help: null,
  id: null,
  version: 0,
  retired: false,
  ...more,
});

const option = (key: string, label: string) => ({ key, label, retired: false });
const FIELDS = [
  field("status", "status", { options: [option("new-lead", "New Lead"), option("active", "Active")] }),
  field("phone", "phone"),
  field("value", "currency"),
];
const EITHER: Condition = {
  type: "and",
  of: [
    { type: "or", of: [asks("status", "any", ["new-lead", "active"]), asks("phone", "contains", "555")] },
    { type: "not", of: asks("phone", "missing", "true") },
  ],
};

test("groups are read, put together and spelt as they were", () => {
  const groups: Condition[] = [
    EITHER,
    asks("status", "any", ["active"]),
    { type: "not", of: { type: "or", of: [asks("phone", "contains", "1"), asks("phone", "contains", "2")] } },
    { type: "not", of: EITHER },
  ];
  for (const each of groups) expect(conditionOf(drafted(each, FIELDS), FIELDS)).toEqual(each);
});

test("what is begun and lacks its values asks nothing yet", () => {
  const begun = rowOf({ fact: "status", op: "any", values: [] });
  const whole = rowOf({ fact: "phone", op: "contains", values: ["555"] });
  expect(conditionOf(groupOf("any", [begun, groupOf("all", [begun])]), FIELDS)).toBeNull();
  expect(conditionOf(groupOf("none", [begun, whole]), FIELDS)).toEqual({
    type: "not",
    of: asks("phone", "contains", "555"),
  });
});

test("a condition is said as people say it", () => {
  const known = { types: [], people: [] };
  expect(conditionWords(EITHER, FIELDS, known)).toBe(
    "(Status is New Lead or Active or Phone contains 555) and not (Phone is missing)",
  );
  const three = [groupOf("none"), groupOf("any")];
  expect(joiner({ ...three[0]!, of: three }, 1)).toBe("nor");
  expect(joiner({ ...three[1]!, of: three }, 1)).toBe("or");
});

test("plain filters go into a group, and come back when no group is needed", () => {
  const search = { q: "lee", status: "active", archived: "true", "phone.contains": "5,6" };
  const into = gathered(search, undefined, FIELDS);
  expect({ ...into, where: undefined }).toEqual({ q: "lee", archived: "true", where: undefined });
  expect(groupsOf(String(into.where))).toEqual({
    type: "and",
    of: [
      asks("status", "any", ["active"]),
      { type: "or", of: [asks("phone", "contains", "5"), asks("phone", "contains", "6")] },
    ],
  });
  const where = JSON.stringify(asks("status", "any", ["active"]));
  expect(settled({ q: "lee", where }, where, FIELDS)).toEqual({ q: "lee", where: undefined, status: "active" });
  const taken = { status: "closed", where };
  expect(settled(taken, where, FIELDS)).toBe(taken);
});

test("money in JSON counts cents, in an address it does not", () => {
  const filter = filterOf({ type: "is", fact: "value", operator: "any", value: [125050] }, FIELDS);
  expect(filter.values).toEqual(["1250.50"]);
  expect(conditionOfFilter(filter, FIELDS)).toEqual(asks("value", "any", ["1250.50"]));
});

test("what is no condition is none", () => {
  for (const each of ["{", "[]", "null", '{"type":"and"}', '{"type":"not","of":3}']) {
    expect(groupsOf(each)).toBeNull();
  }
});
