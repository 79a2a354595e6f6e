import { expect, test } from "vitest";
import { buttonOf, cameOut, outcomesOf, titleOf } from "../src/lib/bulk";

const counts = { changed: 12436, unchanged: 0, refused: 1, moved: 2 };

test("the number on the button is written as people read it", () => {
  expect(buttonOf("change-status", 12436)).toBe("Change 12,436 cases");
  expect(buttonOf("archive-case", 1)).toBe("Archive 1 case");
});

test("what is still to be changed has not been changed", () => {
  expect(cameOut({ counts, left: 400, state: "stopped" }, "changed")).toBe(12036);
  expect(cameOut({ counts, left: 12436, state: "planned" }, "changed")).toBe(12436);
  expect(cameOut({ counts, left: 400, state: "stopped" }, "moved")).toBe(2);
});

test("an operation says what came of it, once it has ended", () => {
  expect(titleOf({ action: "archive-case", counts })).toBe("Archive case: 12,436 cases");
  expect(outcomesOf({ kind: "bulk", result: null })).toBeNull();
  expect(outcomesOf({ kind: "bulk", result: counts })).toBe(
    "12,436 changed · 1 refused · 2 left alone",
  );
});
