import { describe, expect, it } from "vitest";
import { asked } from "../src/lib/filters";
import { addressOf, baseOf, filtersIn, isChanged, meant, shownView } from "../src/lib/views";
import type { View } from "../src/api/types";

const VIEW = {
  id: "v",
  filters: [["status", "active,new-lead"], ["opted_out", "sms"]],
  sort: "name",
  columns: ["number", "name"],
  density: "compact",
} as unknown as View;
const USUAL = { columns: [], density: "normal" as const };
const base = baseOf(VIEW, USUAL, "-updated_at");
const none = baseOf(undefined, USUAL, "-updated_at");

describe("an address with a view", () => {
  it("means all of the view, where it says nothing itself", () => {
    expect(meant({ view: "v", q: "smith" }, base)).toMatchObject({
      view: "v", q: "smith", status: "active,new-lead", sort: "name", cols: "number,name", density: "compact",
    });
    expect(isChanged({ view: "v", q: "smith" }, base)).toBe(false);
  });
  it("means its own filters instead of the view's, never both", () => {
    const whole = meant({ view: "v", type: "t" }, base);
    expect([whole.type, whole.status]).toEqual(["t", undefined]);
    expect(meant({ view: "v", unfiltered: "true" }, base).status).toBeUndefined();
  });
  it("says only what is otherwise, in whatever order it is said", () => {
    const same = { view: "v", "opted_out.any": "sms", status: "new-lead,active", cols: "number,name" };
    expect(isChanged(same, base)).toBe(false);
    const { status: _, opted_out: __, ...unfiltered } = meant({ view: "v" }, base);
    expect(addressOf(unfiltered, base)).toMatchObject({ view: "v", unfiltered: "true" });
    const moved = { ...meant({ view: "v" }, base), cols: "name,number" };
    expect(Object.entries(addressOf(moved, base)).filter(([, value]) => value)).toEqual([
      ["view", "v"], ["cols", "name,number"],
    ]);
    expect(isChanged(addressOf(moved, base), base)).toBe(true);
  });
  it.each([
    { view: "v" },
    { view: "v", type: "t", sort: "-name" },
    { view: "v", unfiltered: "true", density: "normal" },
    { view: "v", where: '{"type":"and","of":[]}' },
    { view: "v", as_of: "7" },
  ])("means the same after a round trip: %o", (search) => {
    const whole = meant(search, base);
    expect(meant(addressOf(whole, base), base)).toEqual(whole);
  });
});

describe("the moment", () => {
  it("is no filter of a view, and stays beside one", () => {
    const then = { view: "v", as_of: "7" };
    expect(filtersIn(then)).toEqual({});
    expect(isChanged(then, base)).toBe(false);
    expect(asked(meant(then, base))).toEqual({ ...asked(meant({ view: "v" }, base)), as_of: "7" });
    expect(addressOf(meant(then, base), base)).toMatchObject(then);
  });
});

describe("the view that is shown", () => {
  it.each([
    [{}, "d", "d"],
    [{ new: "case" }, "d", "d"],
    [{ q: "smith" }, "d", undefined],
    [{ view: "all" }, "d", undefined],
    [{ view: "v" }, "d", "v"],
    [{}, null, undefined],
  ])("of %o, beginning with %s, is %s", (search, begins, shown) => {
    expect(shownView(search, begins)).toBe(shown);
  });
  it("is none, and the list as it always was", () => {
    expect(meant({ status: "active" }, none)).toMatchObject({ status: "active", sort: "-updated_at" });
  });
});
