import { readFileSync } from "node:fs";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, test } from "vitest";

const at = (path: string) => new URL(path, import.meta.url);

test("the types are what the description of the API says", async () => {
  const kept = readFileSync(at("../src/api/schema.d.ts"), "utf8");
  const made = COMMENT_HEADER + astToString(await openapiTS(at("../openapi.json")));
  expect(kept === made).toBe(true); // the difference would be thousands of lines
}, 30_000);
