import { expect, test } from "vitest";
import { searchOf, type Condition } from "../src/lib/conditions";

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
