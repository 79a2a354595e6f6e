import { expect, test } from "vitest";
import { pastDays } from "../src/lib/pastDays";

const days = (today: string): string[] => pastDays(today).map(({ day }) => day);

test("the ends of the last month, quarter and year", () => {
  expect(days("2026-11-27")).toEqual(["2026-10-31", "2026-09-30", "2025-12-31"]);
  expect(days("2026-01-01")).toEqual(["2025-12-31", "2025-12-31", "2025-12-31"]);
  expect(days("2028-03-31")).toEqual(["2028-02-29", "2027-12-31", "2027-12-31"]);
});
