/** Groups of filters while a person puts them together: what is begun may still lack its values. */
import type { Field } from "../api/types";
import { conditionOfFilter, filterOf, type Condition } from "./conditions";
import type { Filter } from "./filters";

export type Join = "all" | "any" | "none";

export interface Row {
  /** Its own through all changes, so that the page keeps what is typed in it. */
  key: number;
  filter: Filter;
}

export interface Group {
  key: number;
  join: Join;
  of: Part[];
}

export type Part = Row | Group;

export const isRow = (part: Part): part is Row => "filter" in part;

let keys = 0;

export const rowOf = (filter: Filter): Row => ({ key: ++keys, filter });

export const groupOf = (join: Join, of: Part[] = []): Group => ({ key: ++keys, join, of });

/** A condition as groups; a single test is a group of one. */
export function drafted(condition: Condition | null, fields: Field[]): Group {
  const parts = (of: Condition[]) => of.map((each) => partOf(each, fields));
  if (!condition) return groupOf("all");
  switch (condition.type) {
    case "is":
      return groupOf("all", parts([condition]));
    case "not": {
      const { of } = condition;
      return groupOf("none", parts(of.type === "or" ? of.of : [of]));
    }
    default: {
      const [one, ...more] = condition.of;
      if (one && !more.length) return drafted(one, fields);
      return groupOf(condition.type === "and" ? "all" : "any", parts(condition.of));
    }
  }
}

const partOf = (condition: Condition, fields: Field[]): Part =>
  condition.type === "is" ? rowOf(filterOf(condition, fields)) : drafted(condition, fields);

/** What it asks by now: what lacks its values asks nothing, nor does a group that holds nothing. */
export function conditionOf({ join, of }: Group, fields: Field[]): Condition | null {
  const parts = of.flatMap((part) => {
    if (!isRow(part)) return conditionOf(part, fields) ?? [];
    return isWhole(part.filter) ? conditionOfFilter(part.filter, fields) : [];
  });
  if (!parts.length) return null;
  const one = parts.length === 1 ? parts[0]! : null;
  switch (join) {
    case "all":
      return one ?? { type: "and", of: parts };
    case "any":
      return one ?? { type: "or", of: parts };
    case "none":
      return { type: "not", of: one ?? { type: "or", of: parts } };
  }
}

export const isWhole = ({ op, values }: Filter): boolean =>
  op === "between" ? values.length === 2 : values.length > 0;

/** A group with another in the place of one of its parts; with none, the part is gone. */
export const withPart = (group: Group, at: number, ...parts: Part[]): Group => ({
  ...group,
  of: group.of.toSpliced(at, 1, ...parts),
});

/** A part again, with keys of its own. */
export const again = (part: Part): Part =>
  isRow(part) ? rowOf(part.filter) : groupOf(part.join, part.of.map(again));

const BETWEEN: Record<Join, [first: string, next: string]> = {
  all: ["where", "and"],
  any: ["where", "or"],
  none: ["neither", "nor"],
};

/** The word before a part of a group. */
export function joiner({ join, of }: Group, at: number): string {
  if (join === "none" && of.length === 1) return "not";
  return BETWEEN[join][at ? 1 : 0];
}
