/** The kinds of custom field, as people choose and read them. */
import type { Field } from "../../api/types";

export const KINDS: Record<string, string> = {
  text: "Text",
  long_text: "Long text",
  number: "Number",
  currency: "Currency",
  percentage: "Percentage",
  date: "Date",
  date_time: "Date and time",
  yes_no: "Yes or no",
  select: "One of several options",
  multi_select: "Several options",
  phone: "Phone number",
  email: "E-mail address",
  address: "Postal address",
  url: "Web address",
};

export const isChoice = (kind: string): boolean => kind === "select" || kind === "multi_select";

/** The kind with its currency; what only built-in fields are, by its own word. */
export function kindWords({ kind, currency }: Pick<Field, "kind" | "currency">): string {
  const words = KINDS[kind] ?? kind.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
  return currency ? `${words} (${currency})` : words;
}
