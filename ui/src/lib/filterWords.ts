/** Filters in words: what a chip says, and what the popover offers. */
import type { CaseType, Field, Operator, Option, Person } from "../api/types";
import { allStatuses } from "./caseTypes";
import type { Filter } from "./filters";
import { written } from "./kinds";

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

/** A filter as a clause: `Status is New or Active`, in what it says and the values it asks for. */
export function testWords(filter: Filter, field: Field | undefined, known: Known) {
  const label = field?.label ?? filter.fact;
  const values = listed(valueLabels(filter, field, known), filter.op === "between" ? "and" : "or");
  if (isPresence(filter.op)) return { says: `${label} ${operatorWord(filter, [])}`, values: "" };
  // “Opted out of SMS” says by itself what “is” would say.
  const is = filter.op === "any" && / of$/.test(label) ? "" : CLAUSES[filter.op];
  const word = is ?? operatorWord(filter, field?.operators ?? []);
  return { says: [label, word].filter(Boolean).join(" "), values };
}

const CLAUSES: Record<string, string> = { any: "is", none: "is not" };

/** Whether the operator asks only if there is a value. */
export const isPresence = (op: string): boolean => op === "has" || op === "missing";

export interface Known {
  types: CaseType[];
  people: Person[];
  /** What other records are called, by their ids. */
  names?: ReadonlyMap<string, string>;
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
export const valueWords = (filter: Filter, field: Field | undefined, known: Known): string =>
  valueLabels(filter, field, known).join(filter.op === "between" ? " and " : ", ");

const DAY = /^\d{4}-\d\d-\d\d$/; // of a moment too: it is that whole day

function valueLabels(filter: Filter, field: Field | undefined, known: Known): string[] {
  if (isPresence(filter.op)) return [];
  const choices = field ? choicesOf(field, known) : [];
  const kind = field?.kind === "currency" ? "text" : (field?.kind ?? "text");
  return filter.values.map((value) => {
    const choice = choices.find((each) => each.key === value);
    const name = choice?.label ?? known.names?.get(value);
    return name ?? written(value, { kind: DAY.test(value) && kind !== "text" ? "date" : kind });
  });
}

/** `A, B or C`. */
const listed = (words: string[], last: string): string =>
  [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(` ${last} `);

/** A filter with its values by the keys of their choices: an address may say what they are called. */
export function keyed(filter: Filter, field: Field | undefined, known: Known): Filter {
  const choices = field ? choicesOf(field, known) : [];
  if (!choices.length) return filter;
  const key = (value: string) =>
    choices.some((each) => each.key === value)
      ? value
      : (choices.find((each) => folded(each.label) === folded(value))?.key ?? value);
  return { ...filter, values: filter.values.map(key) };
}

const folded = (text: string): string => text.trim().toLowerCase();
