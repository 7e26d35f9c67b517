import assert from "node:assert/strict";
import { withSeverities } from "../../../../src/project/setup/checkSetup";
import type { SetupFinding } from "../../../../src/project/setup/setupFinding";

const at = { line: 1, column: 1 };
const place = { file: "/app/host.json", range: { start: 0, end: 0 }, start: at, end: at };
const finding = (rule: string, severity: SetupFinding["severity"]): SetupFinding => ({
  rule,
  severity,
  message: "",
  place,
});

describe("severities of the set-up", () => {
  it("are those of the settings; what is off goes, and errors still come first", () => {
    const found = [finding("hub-name", "error"), finding("sdk-range", "warning"), finding("local-settings", "info")];
    const shown = withSeverities(found, { "hub-name": "hint", "sdk-range": "off", "local-settings": "error" });
    assert.deepEqual(
      shown.map(({ rule, severity }) => [rule, severity]),
      [
        ["local-settings", "error"],
        ["hub-name", "hint"],
      ],
    );
    assert.deepEqual(withSeverities(found, {}), found);
  });
});
