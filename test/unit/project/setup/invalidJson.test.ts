import assert from "node:assert/strict";
import { setupFindings, soundApp, soundFolders } from "../../../support/setupFindings";

const message = (reason: string) =>
  `This is not valid JSON (${reason}): correct it, as the Functions host cannot read it either.`;

describe("invalid-json", () => {
  it("is all that is said of a broken file", async () => {
    const host = `{\n  "extensions": { "durableTask": { "hubName": "my-hub" }\n}`;
    assert.deepEqual(await setupFindings({ ...soundApp, "/app/host.json": host }), [
      `error invalid-json /app/host.json:3:2 <> ${message("CloseBraceExpected")}`,
    ]);
  });

  it("is told of each file of configuration", async () => {
    const cases = {
      "/app/package.json": ['{ "main": }', `1:11 <}> ${message("ValueExpected")}`],
      "/app/local.settings.json": ["[]", `1:1 <> ${message("an object was expected")}`],
      "/app/order/function.json": ["", `1:1 <> ${message("ValueExpected")}`],
    } as const;
    for (const [file, [text, found]] of Object.entries(cases)) {
      const lines = await setupFindings({ ...soundFolders, [file]: text });
      assert.deepEqual(
        lines.filter((line) => line.includes(file)),
        [`error invalid-json ${file}:${found}`],
      );
    }
  });

  it("is no comment, no comma at the end, no byte order mark and no hard space", async () => {
    const host = `\uFEFF// of the app\n\u00A0${soundApp["/app/host.json"].replace(/\n}$/, ",\n}")}`;
    assert.deepEqual(await setupFindings({ ...soundApp, "/app/host.json": host }), []);
  });

  it("is no single quote and no name without quotes in what the host reads, whose members are found where they are", async () => {
    const sound = soundApp["/app/host.json"];
    const hosts = [
      sound.replace(/"/g, "'"),
      sound.replace(/"(\w+)": /g, "$1: "),
      `/* isn't */\n${sound.replace(/"/g, "'")}`,
    ];
    for (const host of hosts) assert.deepEqual(await setupFindings({ ...soundApp, "/app/host.json": host }), []);
    const wrong = "{\n  version: '2.0', // it's\n  'extensions': { 'durableTask': { 'hubName': 'my-\\'hub\"' } }\n}";
    const [found] = await setupFindings({ ...soundApp, "/app/host.json": wrong });
    assert.match(found ?? "", /hub-name \/app\/host\.json:3:36/);
    const settings = await setupFindings({ ...soundApp, "/app/package.json": "{ 'main': 'dist/main.js' }" });
    assert.match(settings[0] ?? "", /invalid-json \/app\/package\.json:1:3/);
  });
});
