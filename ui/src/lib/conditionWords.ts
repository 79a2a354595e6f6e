/** Conditions in words, with the labels that the firm uses. */
import type { Field } from "../api/types";
import { filterOf, type Condition } from "./conditions";
import { testWords, type Known } from "./filterWords";

/** A part of a sentence: plain, or the values that are asked for. */
export interface Said {
  text: string;
  values?: boolean;
}

/** A condition in one sentence. */
export const conditionWords = (condition: Condition, fields: Field[], known: Known): string =>
  [...conditionSaid(condition, fields, known)].map(({ text }) => text).join("");

/** The same in its parts, in order; together they are the sentence. */
export function* conditionSaid(condition: Condition, fields: Field[], known: Known): Generator<Said> {
  switch (condition.type) {
    case "is": {
      const field = fields.find((each) => each.key === condition.fact);
      const { says, values } = testWords(filterOf(condition, fields), field, known);
      yield { text: values ? `${says} ` : says };
      if (values) yield { text: values, values: true };
      return;
    }
    case "not":
      yield { text: "not (" };
      yield* conditionSaid(condition.of, fields, known);
      yield { text: ")" };
      return;
    default:
      if (!condition.of.length) yield { text: condition.type === "and" ? "every case" : "no case" };
      yield* joined(condition.type, condition.of, fields, known);
  }
}

function* joined(join: string, of: Condition[], fields: Field[], known: Known): Generator<Said> {
  for (const [at, each] of of.entries()) {
    const apart = (each.type === "or" || each.type === "and") && each.of.length > 1;
    if (at) yield { text: ` ${join} ` };
    if (apart) yield { text: "(" };
    yield* conditionSaid(each, fields, known);
    if (apart) yield { text: ")" };
  }
}
