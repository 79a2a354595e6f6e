/** Conditions, and the filters that spell them in an address. */
import type { Field } from "../api/types";
import { filtersOf, joinList, nameOf, withoutFilter, type Filter } from "./filters";
import type { Search } from "./search";

export type Condition =
  | { type: "is"; fact: string; operator: string; value: unknown }
  | { type: "and" | "or"; of: Condition[] }
  | { type: "not"; of: Condition };

type Test = Extract<Condition, { type: "is" }>;

const fieldOf = (fact: string, fields: Field[]) => fields.find((each) => each.key === fact);

/** A test as a filter has it: in JSON a whole number of money counts cents, in an address it does not. */
export function filterOf({ fact, operator, value }: Test, fields: Field[]): Filter {
  const money = fieldOf(fact, fields)?.kind === "currency";
  const said = (each: unknown) =>
    money && typeof each === "number" ? (each / 100).toFixed(2) : String(each);
  return { fact, op: operator, values: [value].flat().map(said) };
}

/** A filter as a condition; several values of an operator that takes one are so many tests. */
export function conditionOfFilter({ fact, op, values }: Filter, fields: Field[]): Condition {
  const takes = fieldOf(fact, fields)?.operators.find((each) => each.op === op)?.takes;
  if (takes === "several") return { type: "is", fact, operator: op, value: values };
  const each = values.map((value): Condition => ({ type: "is", fact, operator: op, value }));
  return each.length === 1 ? each[0]! : { type: "or", of: each };
}

/** The groups of an address; null where they cannot be read. */
export function groupsOf(where: string | undefined): Condition | null {
  if (!where) return null;
  try {
    const condition = JSON.parse(where) as Condition;
    return isCondition(condition) ? condition : null;
  } catch {
    return null;
  }
}

function isCondition(it: Condition): boolean {
  switch (it?.type) {
    case "is":
      return typeof it.fact === "string" && typeof it.operator === "string";
    case "not":
      return isCondition(it.of);
    default:
      return ["and", "or"].includes(it?.type) && Array.isArray(it.of) && it.of.every(isCondition);
  }
}

/** All tests of a condition, in their order. */
export function testsOf(condition: Condition | null): Test[] {
  if (!condition) return [];
  return condition.type === "is" ? [condition] : [condition.of].flat().flatMap(testsOf);
}

/** The filters that say the same; groups ride along whole, as `where`. */
export function searchOf(condition: Condition | null, fields: Field[] = []): Search {
  if (!condition) return {};
  const parts = condition.type === "and" ? condition.of : [condition];
  const plain = parts.filter((each) => each.type === "is").map((each) => filterOf(each, fields));
  const names = plain.map(nameOf);
  const distinct = new Set(names).size === names.length;
  if (plain.length < parts.length || !distinct) return { where: JSON.stringify(condition) };
  return Object.fromEntries(plain.map((each) => [nameOf(each), joinList(each.values)]));
}

/** Filters that are about no fact, so that no group can hold them. */
const APART = new Set(["archived", "list", "client_scope"]);

/** The same question with its filters in the group, to be put together anew. */
export function gathered(search: Search, where: string | undefined, fields: Field[]): Search {
  const plain = filtersOf(search).filter(({ fact }) => !APART.has(fact));
  const there = groupsOf(where);
  const of = [...(there ? [there] : []), ...plain.map((each) => conditionOfFilter(each, fields))];
  const rest = plain.reduce<Search>(withoutFilter, search);
  const all: Condition | undefined = there && !plain.length ? there : { type: "and", of };
  return { ...rest, where: of.length ? JSON.stringify(all) : undefined };
}

/** The same question with plain filters in place of a group that needs to be none. */
export function settled(search: Search, where: string | undefined, fields: Field[]): Search {
  const plain = searchOf(groupsOf(where), fields);
  if (plain.where || Object.keys(plain).some((name) => name in search)) return search;
  return { ...search, where: undefined, ...plain };
}
