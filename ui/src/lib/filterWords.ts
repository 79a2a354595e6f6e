/** Filters in words: what a chip says, and what the popover offers. */
import type { CaseType, Field, Operator, Option, Person } from "../api/types";
import type { Filter } from "./filters";
import { written } from "./kinds";
import { allStatuses } from "./meta";

const SAYS: Record<string, string> = {
  any: "any of",
  none: "none of",
  from: "from",
  until: "until",
  missing: "is missing",
  contains: "contains",
  prefix: "begins with",
  between: "between",
};

/** The word between a fact and its values; one value of “any of” is simply “is”. */
export function operatorWord(filter: Filter, operators: Operator[]): string {
  if (filter.op === "any" && filter.values.length === 1) return "is";
  if (isPresence(filter.op)) {
    const there = (filter.op === "has") === (filter.values[0] !== "false");
    return there ? "is there" : "is missing";
  }
  return SAYS[filter.op] ?? operators.find((each) => each.op === filter.op)?.says ?? filter.op;
}

/** Whether the operator asks only if there is a value. */
export const isPresence = (op: string): boolean => op === "has" || op === "missing";

export interface Known {
  types: CaseType[];
  people: Person[];
}

/** The choices of a fact: its options, or those that the firm has defined elsewhere. */
export function choicesOf(field: Field, { types, people }: Known): Option[] {
  if (field.options.length) return field.options;
  switch (field.kind) {
    case "status":
      return allStatuses(types).map(({ key, name }) => ({ key, label: name }));
    case "case_type":
    case "type":
      return types.map(({ id, name, retired }) => ({ key: id, label: name, retired }));
    case "person":
    case "people":
      return people.map(({ id, name }) => ({ key: id, label: name }));
    case "channel":
    case "channels":
      return CHANNEL_OPTIONS;
    case "yes_no":
    case "boolean":
      return YES_NO;
    default:
      return byKey(field.key, types, people);
  }
}

const CHANNEL_OPTIONS: Option[] = [
  { key: "call", label: "Call" },
  { key: "sms", label: "SMS" },
  { key: "email", label: "E-mail" },
];

const YES_NO: Option[] = [
  { key: "true", label: "Yes" },
  { key: "false", label: "No" },
];

/** Facts whose kind says only how they are stored, known by their name. */
function byKey(key: string, types: CaseType[], people: Person[]): Option[] {
  switch (key) {
    case "status":
      return allStatuses(types).map((each) => ({ key: each.key, label: each.name }));
    case "type":
      return types.map((each) => ({ key: each.id, label: each.name }));
    case "staff":
    case "lead":
      return people.map((each) => ({ key: each.id, label: each.name }));
    case "opted_out":
    case "unreachable":
      return CHANNEL_OPTIONS;
    default:
      return [];
  }
}

/** The values of a filter as its chip writes them. */
export function valueWords(filter: Filter, field: Field | undefined, known: Known): string {
  if (isPresence(filter.op)) return "";
  if (!field) return filter.values.join(", ");
  const choices = choicesOf(field, known);
  const labels = filter.values.map((value) => {
    const choice = choices.find((each) => each.key === value);
    return choice?.label ?? written(value, { kind: field.kind === "currency" ? "text" : field.kind });
  });
  return labels.join(filter.op === "between" ? " and " : ", ");
}
