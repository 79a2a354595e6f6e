/** The kinds of value a field may have: how each is read from what is typed, and written out. */
import type { Option, Plain } from "../api/types";
import { cents, day, exact, money, NOTHING, num, phone } from "./format";

export type Input =
  | "text"
  | "area"
  | "number"
  | "date"
  | "moment"
  | "yes-no"
  | "choice"
  | "choices"
  | "address";

const INPUTS: Record<string, Input> = {
  text: "text",
  long_text: "area",
  number: "number",
  currency: "number",
  percentage: "number",
  date: "date",
  datetime: "moment",
  date_time: "moment",
  yes_no: "yes-no",
  boolean: "yes-no",
  single_select: "choice",
  select: "choice",
  multi_select: "choices",
  phone: "text",
  email: "text",
  address: "address",
  url: "text",
};

export const inputOf = (kind: string): Input => INPUTS[kind.replaceAll("-", "_")] ?? "text";

export const isRight = (kind: string): boolean =>
  ["number", "currency", "percentage"].includes(kind);

export interface Shown {
  kind: string;
  options?: Option[];
  currency?: string | null;
}

const optionLabel = (options: Option[], key: Plain): string =>
  options.find((each) => each.key === key)?.label ?? String(key);

/** What a value is by itself, whatever kind is said: a plan of an import says none. */
function shapeOf(value: Plain): Input | null {
  if (typeof value === "object") return "address";
  return typeof value === "boolean" ? "yes-no" : null;
}

/** A value in words; empty is a dash. */
export function written(value: Plain, { kind, options = [], currency }: Shown): string {
  if (value == null || value === "" || (Array.isArray(value) && !value.length)) return NOTHING;
  if (Array.isArray(value)) return value.map((each) => optionLabel(options, each)).join(", ");
  switch (shapeOf(value) ?? inputOf(kind)) {
    case "yes-no":
      return value ? "Yes" : "No";
    case "choice":
      return optionLabel(options, value);
    case "date":
      return day(String(value));
    case "moment":
      return exact(String(value));
    case "address":
      return addressParts(value).filter(Boolean).join(", ") || pairs(value);
    case "number":
      return writtenNumber(Number(value), kind, currency);
    default:
      return kind === "phone" ? phone(String(value)) : String(value);
  }
}

function writtenNumber(value: number, kind: string, currency?: string | null): string {
  if (kind === "currency") return money(value, currency ?? "USD");
  return kind === "percentage" ? `${num(value)}%` : num(value);
}

export const ADDRESS_PARTS = ["line1", "line2", "city", "state", "postal_code", "country"];

/** The lines of an address, in order; one that is plain text is its first line. */
function addressParts(value: Plain): string[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [typed(value, "text")];
  return ADDRESS_PARTS.map((part) => typed(value[part] ?? null, "text"));
}

/** Names and values of what has no parts of its own. */
const pairs = (value: Plain): string =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value)
        .map(([name, each]) => `${name}: ${String(each)}`)
        .join(", ")
    : NOTHING;

/** What editing begins from: text, or a list for what is several values. */
export function draftOf(value: Plain, kind: string): string | string[] {
  switch (inputOf(kind)) {
    case "choices":
      return (value ?? []) as string[];
    case "address":
      return addressParts(value);
    default:
      return typed(value, kind);
  }
}

/** A draft as it is stored; throws `Unreadable`. */
export function undrafted(draft: string | string[], kind: string): Plain {
  switch (inputOf(kind)) {
    case "choices":
      return draft.length ? draft : null;
    case "address": {
      const parts = [draft].flat().map((each, i) => [ADDRESS_PARTS[i], each.trim()] as const);
      const filled = parts.filter(([, each]) => each);
      return filled.length ? (Object.fromEntries(filled) as Plain) : null;
    }
    case "yes-no":
      return draft === "" ? null : draft === "true";
    default:
      return parsed(String(draft), kind);
  }
}

/** What stands in the input when editing begins. */
export function typed(value: Plain, kind: string): string {
  if (value == null) return "";
  if (kind === "currency") return (Number(value) / 100).toFixed(Number(value) % 100 ? 2 : 0);
  if (inputOf(kind) === "moment") return String(value).slice(0, 16);
  return String(value);
}

export class Unreadable extends Error {}

/** What was typed, as it is stored; throws `Unreadable` with a sentence for the person. */
export function parsed(text: string, kind: string): Plain {
  const plain = text.trim();
  if (!plain) return null;
  switch (kind) {
    case "currency": {
      const amount = cents(plain);
      if (amount === null) throw new Unreadable("Write an amount such as 1,250.50.");
      return amount;
    }
    case "number":
    case "percentage": {
      // Stored as the digits that were written: a float would round long ones.
      const digits = plain.replace(/[,%\s]/g, "");
      if (!/^-?\d*\.?\d+$/.test(digits)) throw new Unreadable("Write a number such as 1250.5.");
      return digits;
    }
    default:
      return inputOf(kind) === "moment" ? `${plain.slice(0, 16)}:00Z` : text.trimEnd();
  }
}
