/** Conditions of lists, and the filters that spell them in an address. */
import { nameOf, joinList, type Filter } from "./filters";
import type { Search } from "./search";

export type Condition =
  | { type: "is"; fact: string; operator: string; value: unknown }
  | { type: "and" | "or"; of: Condition[] }
  | { type: "not"; of: Condition };

type Test = Extract<Condition, { type: "is" }>;

export const filterOf = ({ fact, operator, value }: Test): Filter => ({
  fact,
  op: operator,
  values: [value].flat().map(String),
});

/** The filters that say the same; groups ride along whole, as `where`. */
export function searchOf(condition: Condition | null): Search {
  if (!condition) return {};
  const parts = condition.type === "and" ? condition.of : [condition];
  const plain = parts.filter((each) => each.type === "is").map(filterOf);
  const names = plain.map(nameOf);
  const distinct = new Set(names).size === names.length;
  if (plain.length < parts.length || !distinct) return { where: JSON.stringify(condition) };
  return Object.fromEntries(plain.map((each) => [nameOf(each), joinList(each.values)]));
}
