/** What differs between a type as it was and as it is. */
import { expect, test } from "vitest";
import type { CaseType, Field, Status, TypeThen } from "../src/api/types";
import { followers } from "../src/lib/caseTypes";
import { typeDifferences } from "../src/lib/typeDiff";

const status = (key: string, name = key): Status => ({
  key,
  name,
  category: "open",
  colour: "blue",
  client_text: null,
});

const TYPE: CaseType = {
  id: "1",
  version: 1,
  name: "Injury",
  code: "PI",
  retired: false,
  place: 0,
  initial: "new",
  statuses: [status("new", "New"), status("active", "Active"), status("closed", "Closed")],
  removed: [],
  allowed_next: {},
  fields: [{ field: "2", key: "x_offer", required: false, required_from: null }],
  default_staff: [],
};

const OFFER = { key: "x_offer", label: "Offer" } as Field;
const then = (type: Partial<CaseType>): TypeThen => ({
  case_type: { ...TYPE, ...type },
  fields: [OFFER],
  as_of: { position: 1, at: "2026-01-01T00:00:00Z" },
});

const said = (before: Partial<CaseType>, now: Partial<CaseType>) =>
  typeDifferences(then(before), { case_type: { ...TYPE, ...now }, fields: [OFFER] }).map(
    ({ label, before: was, after }) => [label, was, after] as const,
  );

test("a type that is as it was differs in nothing", () => {
  expect(said({}, {})).toEqual([]);
});

test("a status that was renamed stands where it stood", () => {
  const [first, ...others] = TYPE.statuses;
  const labels = said({}, { statuses: [{ ...first!, name: "Just in" }, ...others] }).map(([label]) => label);
  expect(labels).toEqual(["Status Just in"]);
});

test("a field that is bound no more is called as it was", () => {
  const bare = { case_type: { ...TYPE, fields: [] }, fields: [] };
  expect(typeDifferences(then({}), bare).map(({ label, after }) => [label, after])).toEqual([["Field Offer", null]]);
});

test("what was renamed, ordered and begun elsewhere is said by name", () => {
  const [first, second, third] = TYPE.statuses;
  expect(
    said({}, { name: "Harm", initial: "active", statuses: [second!, first!, third!] }),
  ).toEqual([
    ["Name", "Injury", "Harm"],
    ["Order of the statuses", "New, Active, Closed", "Active, New, Closed"],
    ["New cases begin in", "New", "Active"],
  ]);
});

test("a status that went is struck, and what may follow is worded", () => {
  const kept = TYPE.statuses.slice(0, 2);
  expect(
    said({}, { statuses: kept, removed: [status("closed", "Closed")], allowed_next: { new: ["active"] } }),
  ).toEqual([
    ["Status New", "New · open · blue", "New · open · blue · followed only by Active"],
    ["Status Closed", "Closed · open · blue", null],
  ]);
});

test("a field that came, went or is needed is said by its label", () => {
  expect(said({ fields: [] }, {})).toEqual([["Field Offer", null, "Offer"]]);
  const needed = [{ field: "2", key: "x_offer", required: true, required_from: "active" }];
  expect(said({}, { fields: needed })).toEqual([["Field Offer", "Offer", "Offer · required from Active"]]);
});

test("any status may follow where nothing is said, and none where nothing is allowed", () => {
  const names = (type: CaseType, of: string) => followers(type, of).map((each) => each.name);
  expect(names(TYPE, "new")).toEqual(["New", "Active", "Closed"]);
  expect(names({ ...TYPE, allowed_next: { new: ["closed"], closed: [] } }, "new")).toEqual(["Closed"]);
  expect(names({ ...TYPE, allowed_next: { closed: [] } }, "closed")).toEqual([]);
});
