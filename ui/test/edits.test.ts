import { expect, test } from "vitest";
import { followed, inTurn } from "../src/lib/turns";
import { wordDiff } from "../src/lib/words";

test("a save begun before one's own earlier save follows it", async () => {
  const expected: number[] = [];
  const save = (version: number) => {
    expected.push(version);
    return Promise.resolve({ id: "case", version: version + 1, position: 1 });
  };
  await Promise.all([inTurn("case", 4, save), inTurn("case", 4, save)]);
  expect(expected).toEqual([4, 5]);
  expect(followed("case", 4)).toBe(6);
});

test("somebody else's version is not followed", async () => {
  expect(followed("other", 7)).toBe(7);
  const refused = inTurn("other", 7, () => Promise.reject(new Error("changed")));
  await expect(refused).rejects.toThrow("changed");
  expect(followed("other", 7)).toBe(7);
});

test("a difference is word by word, and both texts can be read from it", () => {
  const [before, after] = ["the quick brown fox", "the slow brown fox jumps"];
  const pieces = wordDiff(before, after);
  const text = (kinds: string[]) =>
    pieces.filter((each) => kinds.includes(each.kind)).map((each) => each.text).join("");
  expect(text(["same", "del"])).toBe(before);
  expect(text(["same", "ins"])).toBe(after);
  expect(pieces.find((each) => each.kind === "del")?.text).toBe("quick");
});
