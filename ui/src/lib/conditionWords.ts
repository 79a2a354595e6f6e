/** Conditions in words, with the labels that the firm uses. */
import type { Field } from "../api/types";
import { filterOf, type Condition } from "./conditions";
import { operatorWord, valueWords, type Known } from "./filterWords";

/** A condition in one sentence. */
export function conditionWords(condition: Condition, fields: Field[], known: Known): string {
  switch (condition.type) {
    case "is": {
      const filter = filterOf(condition);
      const field = fields.find((each) => each.key === condition.fact);
      const said = [
        field?.label ?? condition.fact,
        operatorWord(filter, field?.operators ?? []),
        valueWords(filter, field, known),
      ];
      return said.filter(Boolean).join(" ");
    }
    case "not":
      return `not (${conditionWords(condition.of, fields, known)})`;
    default: {
      const parts = condition.of.map((each) => {
        const said = conditionWords(each, fields, known);
        return each.type === "or" || each.type === "and" ? `(${said})` : said;
      });
      if (parts.length) return parts.join(condition.type === "and" ? " and " : " or ");
      return condition.type === "and" ? "every case" : "no case";
    }
  }
}
