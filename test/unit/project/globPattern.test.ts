import assert from "node:assert/strict";
import { globPattern } from "../../../src/project/glob";

describe("glob patterns of whole paths", () => {
  const cases: readonly [pattern: string, path: string, matches: boolean][] = [
    ["/app/dist/**/*.js", "/app/dist/a.js", true],
    ["/app/dist/**/*.js", "/app/dist/functions/deep/a.js", true],
    ["/app/dist/**/*.js", "/app/src/a.js", false],
    ["**/helpers/*.ts", "/app/src/helpers/time.ts", true],
    ["**/helpers/*.ts", "/app/src/helpers/deep/time.ts", false],
    ["**/{time,money}.js", "/app/money.js", true],
    ["**/time?.js", "/app/time1.js", true],
    ["**/node_modules/**", "/app/node_modules/moment/moment.js", true],
    ["C:\\app\\**\\*.js", "C:\\app\\dist\\a.js", true],
    ["/app/a.js", "/app/axjs", false],
  ];
  for (const [pattern, path, matches] of cases) {
    it(`${pattern} ${matches ? "takes" : "leaves"} ${path}`, () => {
      assert.equal(globPattern(pattern).test(path), matches);
    });
  }
});
