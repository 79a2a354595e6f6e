import { expect, test } from "vitest";
import { asked, filtersOf, joinList, splitList, withFilter, withoutFilter } from "../src/lib/filters";
import { parseSearch, stringifySearch } from "../src/lib/search";

test("an address is read and written as the API spells it", () => {
  const address = "?q=lee&status=active,closed&court_date.from=2026-01-01&sort=-updated_at";
  expect(stringifySearch(parseSearch(address))).toBe(address);
});

test("what is no filter is left out of the filters", () => {
  const search = parseSearch("?q=lee&sort=name&cols=name,number&density=compact&status=active");
  expect(filtersOf(search)).toEqual([{ fact: "status", op: "any", values: ["active"] }]);
});

test("a value with a comma or a quote survives the address", () => {
  for (const values of [["Lee, Ann"], ['the "best"', "plain"], ["a", "b,c", ""].filter(Boolean)]) {
    expect(splitList(joinList(values))).toEqual(values);
  }
});

test("a filter replaces the one of the same fact and operator, however it was spelt", () => {
  const search = parseSearch("?status.any=active&q=lee");
  const next = withFilter(search, { fact: "status", op: "any", values: ["closed"] });
  expect(stringifySearch(next)).toBe("?q=lee&status=closed");
});

test("a filter without values is no filter", () => {
  const search = withFilter(parseSearch("?status=active"), { fact: "status", op: "any", values: [] });
  expect(stringifySearch(search)).toBe("");
});

test("removing a filter leaves the others of its fact", () => {
  const search = parseSearch("?court_date.from=2026-01-01&court_date.until=2026-02-01");
  expect(stringifySearch(withoutFilter(search, { fact: "court_date", op: "from" }))).toBe(
    "?court_date.until=2026-02-01",
  );
});

test("list and count are asked the same", () => {
  const search = parseSearch("?q=lee&opted_out.any=sms,email&sort=name&cols=name");
  expect(asked(search)).toEqual({ q: "lee", "opted_out.any": "sms,email" });
});

test("groups that an address has several of must all hold", () => {
  const search = parseSearch('?where={"type":"or","of":[]}&where={"type":"and","of":[]}');
  expect(asked(search)).toEqual({
    where: '{"type":"and","of":[{"type":"or","of":[]},{"type":"and","of":[]}]}',
  });
});
