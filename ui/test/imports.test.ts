import { expect, test } from "vitest";
import type { Import, ImportColumn } from "../src/api/types";
import { readDate } from "../src/lib/importDates";
import { causesOf, groupsOf, isOpen, openQuestions, standsAt, wishOf } from "../src/lib/imports";

const column = (target: string | null, format: string | null = null): ImportColumn => ({
  header: "Filed",
  index: 0,
  samples: [],
  target,
  reason: null,
  confidence: null,
  format,
  choices: [{ value: "CA", count: 3, target: "+new" }],
});

const given = (columns: ImportColumn[], type: string | null = null): Import =>
  ({
    kind: "cases",
    state: "uploaded",
    columns,
    targets: [{ key: "case.created_date", label: "Date opened", group: "Dates", type: "date" }],
    options: { type, date_format: null },
  }) as unknown as Import;

test("the same figures are another day under another format", () => {
  expect(readDate("03/04/1980", "dd/mm/yyyy")).toBe("1980-04-03");
  expect(readDate("03/04/1980", "mm/dd/yyyy")).toBe("1980-03-04");
  expect(readDate("14/03/1980", "mm/dd/yyyy")).toBeNull();
  expect(readDate("03/04/80", "mm/dd/yyyy")).toBeNull();
  expect(readDate("03/04/80", "mm/dd/yy")).toBe("1980-03-04");
  expect(readDate("03/04/68", "mm/dd/yy")).toBe("2068-03-04");
});

test("a year first or a named month leaves no doubt", () => {
  for (const format of ["dd/mm/yyyy", "mm/dd/yyyy", "yyyy-mm-dd"]) {
    expect(readDate("2010-03-04T00:00:00", format)).toBe("2010-03-04");
    expect(readDate("4 March 2010", format)).toBe("2010-03-04");
    expect(readDate("Mar 4, 2010", format)).toBe("2010-03-04");
  }
  expect(readDate("2010-02-30", "yyyy-mm-dd")).toBeNull();
  expect(readDate("soon", "yyyy-mm-dd")).toBeNull();
});

test("an import stands at the step that its state calls for, and only open steps are entered", () => {
  expect(standsAt({ state: "uploaded" })).toBe("map");
  expect(standsAt({ state: "planned" })).toBe("dry-run");
  expect(standsAt({ state: "finished" })).toBe("report");
  expect(isOpen("map", { state: "planned" })).toBe(true);
  expect(isOpen("map", { state: "finished" })).toBe(false);
  expect(isOpen("report", { state: "planned" })).toBe(false);
});

test("an unread date and a missing type are asked before it goes on", () => {
  expect(openQuestions(given([column("case.created_date")]))).toHaveLength(2);
  expect(openQuestions(given([column("case.created_date", "dd/mm/yyyy")], "PI"))).toEqual([]);
  expect(openQuestions(given([column(null)], "PI"))).toEqual(["Map at least one column."]);
});

test("reasons that differ only in what they quote are one cause", () => {
  const reasons = ["“a” is not a date.", "“b” is not a date.", "Row 3 is empty."];
  const causes = causesOf(reasons.map((reason) => ({ reason })));
  expect(causes.map((each) => [each.reason, each.rows])).toEqual([
    ["“…” is not a date.", 2],
    ["Row 3 is empty.", 1],
  ]);
});

test("targets stand in their groups, and a wish says only what was chosen", () => {
  expect(groupsOf(given([]).targets)[0]?.[0]).toBe("Dates");
  expect(wishOf(column("case.type"))).toEqual({
    index: 0,
    target: "case.type",
    format: null,
    choices: [{ value: "CA", target: "+new" }],
  });
});
