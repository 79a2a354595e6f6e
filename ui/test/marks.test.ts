import { expect, test } from "vitest";
import { marks } from "../src/lib/marks";

const shown = (text: string, sought: string) =>
  marks(text, sought)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join("");

test("the beginnings of words are marked, whatever their case", () => {
  expect(shown("Ana Ruiz - Personal Injury", "ruiz AN")).toBe("[An]a [Ruiz] - Personal Injury");
});

test("accents make no difference, and stay where they are", () => {
  expect(shown("Élodie Gonçalves", "elo goncal")).toBe("[Élo]die [Gonçal]ves");
  expect(shown("Elodie", "Élodie")).toBe("[Elodie]");
});

test("a number is marked by its parts", () => {
  expect(shown("26-PI-000123", "26-pi")).toBe("[26]-[PI]-000123");
});

test("nothing sought marks nothing, and nothing is lost", () => {
  for (const sought of ["", "  ", "zzz", "%"]) {
    expect(shown("Łódź, “Leeds” & York", sought)).toBe("Łódź, “Leeds” & York");
  }
});
