import { expect, test } from "vitest";
import { ago, away, cents, day, int, money, phone } from "../src/lib/format";
import { parsed, typed, Unreadable, written } from "../src/lib/kinds";

test("money is whole cents, shown without needless cents", () => {
  expect(money(8_750_000)).toBe("$87,500");
  expect(money(1_824_050)).toBe("$18,240.50");
});

test("an amount is read with or without its signs, and nothing else is", () => {
  expect(cents("$1,250.50")).toBe(125_050);
  expect(cents("-3")).toBe(-300);
  expect(cents("12 or so")).toBeNull();
});

test("a business date is never shifted", () => {
  expect(day("2026-06-17")).toBe("17 Jun 2026");
});

test("what is near in time is said relatively", () => {
  const now = Date.parse("2026-06-17T12:00:00Z");
  expect(ago("2026-06-17T11:57:00Z", now)).toBe("3 min ago");
  expect(ago("2026-06-14T12:00:00Z", now)).toBe("3 d ago");
  expect(away("2026-06-19", new Date(2026, 5, 17))).toBe("in 2 days");
  expect(away("2026-06-17", new Date(2026, 5, 17))).toBe("today");
});

test("a value typed is the value stored", () => {
  for (const [kind, value] of [
    ["currency", 125_050],
    ["currency", 300],
    ["number", "12345678901234567890.5"],
    ["number", "2.5"],
    ["date", "2026-06-17"],
    ["text", "Leeds"],
  ] as const) {
    expect(parsed(typed(value, kind), kind)).toBe(value);
  }
});

test("what cannot be read is said in the field's words", () => {
  expect(() => parsed("a lot", "currency")).toThrow(Unreadable);
  expect(() => parsed("a few", "number")).toThrow(Unreadable);
});

test("options are written by their labels, nothing by a dash", () => {
  const options = [{ key: "a", label: "Alpha" }];
  expect(written("a", { kind: "single_select", options })).toBe("Alpha");
  expect(written(["a", "gone"], { kind: "multi_select", options })).toBe("Alpha, gone");
  expect(written(null, { kind: "text" })).toBe("–");
  expect(written(false, { kind: "yes_no" })).toBe("No");
});

test("a value of no kind that is said is written as what it is", () => {
  const home = { city: "Providence", state: "RI", line1: "1 Elm St" };
  expect(written(home, { kind: "text" })).toBe("1 Elm St, Providence, RI");
  expect(written({ source: "crm" }, { kind: "text" })).toBe("source: crm");
  expect(written(true, { kind: "text" })).toBe("Yes");
});

test("numbers and phones line up", () => {
  expect(int(24_681)).toBe("24,681");
  expect(phone("+13055550142")).toBe("+1 305 555 0142");
});
