import { expect, test } from "vitest";
import type { CaseType } from "../src/api/types";
import { named, taken } from "../src/lib/byType";

const type = (id: string, ...names: string[]) =>
  ({ id, statuses: names.map((name) => ({ key: `${id}-${name.toLowerCase()}`, name })) }) as CaseType;
const TYPES = [type("pi", "Settled", "Closed"), type("law", "settled", "Appeal"), type("tax", "Appeal")];

test("until somebody chooses, every type is left alone", () => {
  expect(taken(TYPES, {})).toEqual({ pi: "", law: "", tax: "" });
  expect(named(taken(TYPES, {}))).toEqual({});
});

test("the other types follow a choice by its name, in any case, and follow it when it changes", () => {
  expect(taken(TYPES, { pi: "pi-settled" })).toEqual({ pi: "pi-settled", law: "law-settled", tax: "" });
  expect(named(taken(TYPES, { pi: "pi-closed" }))).toEqual({ pi: "pi-closed" });
});

test("what was chosen by hand stays, also to be left alone; the first choice is followed first", () => {
  const byHand = { pi: "pi-settled", law: "" };
  expect(taken(TYPES, byHand)).toEqual({ pi: "pi-settled", law: "", tax: "" });
  expect(taken(TYPES, { law: "law-appeal", pi: "pi-settled" }).tax).toBe("tax-appeal");
  const both = type("both", "Appeal", "Settled");
  expect(taken([...TYPES, both], { pi: "pi-settled", law: "law-appeal" }).both).toBe("both-settled");
});
