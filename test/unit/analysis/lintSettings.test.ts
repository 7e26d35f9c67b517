import assert from "node:assert/strict";
import { createLintSession } from "../../../src/analysis/lintSession";
import { SettingsByFile, type FolderSettings, type LintSettings } from "../../../src/analysis/lintSettings";
import { memorySourceFiles } from "../../support/memorySourceFiles";

const head = 'const df = require("durable-functions");\n';

/** An orchestrator that calls a helper of the folder `/shared`. */
const caller = (name: string, before = "") => `${head}const { now } = require("../shared/clock");
df.app.orchestration("${name}", function* (context) {
  ${before}yield context.df.callActivity("work", now(context));
});
`;

const texts: Readonly<Record<string, string>> = {
  "/orders/order.js": caller("order"),
  "/parcels/parcel.js": caller("parcel"),
  "/shared/clock.js":
    "const read = () => Date.now();\nexports.now = (context) => { console.log(context.df.instanceId); return read(); };\n",
};
const onlyTimeAndLogs = { "unknown-activity": "off" } as const;

function folder(name: string, own: Partial<FolderSettings> = {}): FolderSettings {
  const severities = { ...onlyTimeAndLogs, ...own.severities };
  return { folder: name, isEnabled: true, followPackages: false, ...own, severities };
}

function settingsOf(...folders: readonly FolderSettings[]): LintSettings {
  return { severities: onlyTimeAndLogs, followPackages: false, folders };
}

function sessionOf(settings: LintSettings, files = texts) {
  const session = createLintSession(memorySourceFiles(files));
  session.setFiles(Object.keys(files).filter((file) => !file.includes("node_modules")));
  session.configure(settings);
  const found = () =>
    session.lint().findings.map(({ place, severity, rule, sink }) => `${place.file} ${severity} ${rule} ${sink.file}`);
  return { session, found };
}

describe("settings of folders", () => {
  it("make a finding as severe as the folder of the orchestrator says, or of the helper where it counts there", () => {
    const { found } = sessionOf(
      settingsOf(
        folder("/orders", { severities: { "no-wall-clock": "error", "guard-logging": "error" } }),
        folder("/parcels", { severities: { "no-wall-clock": "hint", "guard-logging": "off" } }),
        folder("/shared", { severities: { "no-wall-clock": "off", "guard-logging": "info" } }),
      ),
    );
    assert.deepEqual(found(), [
      "/orders/order.js error no-wall-clock /shared/clock.js",
      "/parcels/parcel.js hint no-wall-clock /shared/clock.js",
      "/shared/clock.js info guard-logging /shared/clock.js",
    ]);
  });

  it("have findings made anew when those of one folder change", () => {
    const guard = { "guard-logging": "off" } as const;
    const [orders, shared] = [folder("/orders", { severities: guard }), folder("/shared", { severities: guard })];
    const { session, found } = sessionOf(settingsOf(orders, folder("/parcels"), shared));
    const [ofOrders, ofParcels] = [
      "/orders/order.js warning no-wall-clock /shared/clock.js",
      "/parcels/parcel.js warning no-wall-clock /shared/clock.js",
    ];
    assert.deepEqual(found(), [ofOrders, ofParcels]);
    session.configure(settingsOf(orders, folder("/parcels", { severities: { "no-wall-clock": "off" } }), shared));
    assert.deepEqual(found(), [ofOrders]);
    // What is typed is judged by the same.
    session.change([{ file: "/shared/clock.js", text: `\n${texts["/shared/clock.js"] ?? ""}` }]);
    assert.deepEqual(found(), [ofOrders]);
    session.configure(settingsOf(orders, folder("/parcels", { severities: { "no-wall-clock": "error" } }), shared));
    assert.deepEqual(found(), [ofOrders, ofParcels.replace("warning", "error")]);
  });

  it("find nothing in a folder that is off, and follow its helpers from others", () => {
    const { found } = sessionOf(
      settingsOf(folder("/orders"), folder("/parcels", { isEnabled: false }), folder("/shared", { isEnabled: false })),
    );
    assert.deepEqual(found(), ["/orders/order.js warning no-wall-clock /shared/clock.js"]);
  });

  it("count a comment as used where the rule is off for those who come through it", () => {
    const comment = "// durable-disable-next-line no-wall-clock: asked once\n";
    const clock = `const read = () => Date.now();\n${comment}exports.now = () => read();\n`;
    const files = {
      "/parcels/parcel.js": caller("parcel"),
      "/shared/clock.js": `${head}${clock}`,
    };
    const off = folder("/parcels", { severities: { "no-wall-clock": "off" } });
    assert.deepEqual(sessionOf(settingsOf(off, folder("/shared")), files).found(), []);
    assert.deepEqual(sessionOf(settingsOf(folder("/parcels"), folder("/shared")), files).found(), []);
    const unused = { ...files, "/shared/clock.js": files["/shared/clock.js"].replace("() => read()", "() => 7") };
    assert.deepEqual(sessionOf(settingsOf(off, folder("/shared")), unused).found(), [
      "/shared/clock.js warning unused-suppression /shared/clock.js",
    ]);
  });

  it("turn off, while a file does not parse, what was found when it did", () => {
    const { session, found } = sessionOf(settingsOf(folder("/orders"), folder("/parcels")));
    assert.equal(found().length, 3);
    session.change([{ file: "/orders/order.js", text: caller("order", "const at = (;\n  ") }]);
    session.configure(settingsOf(folder("/orders", { severities: { "no-wall-clock": "off" } }), folder("/parcels")));
    assert.deepEqual(
      found().filter((each) => each.startsWith("/orders/")),
      [],
    );
    assert.equal(found().length, 2);
  });

  it("follow packages for the code of a folder, and on through packages", () => {
    const importer = (name: string) => caller(name).replace("../shared/clock", "clocks");
    const files = {
      "/orders/order.js": importer("order"),
      "/parcels/parcel.js": importer("parcel"),
      "/node_modules/clocks/package.json": '{ "name": "clocks", "main": "index.js" }',
      "/node_modules/clocks/index.js": 'exports.now = () => require("ticks").tick();',
      "/node_modules/ticks/package.json": '{ "name": "ticks", "main": "index.js" }',
      "/node_modules/ticks/index.js": "exports.tick = () => Date.now();",
    };
    const following = folder("/orders", { followPackages: true });
    const { session, found } = sessionOf(settingsOf(following, folder("/parcels")), files);
    const ofOrders = "/orders/order.js warning no-wall-clock /node_modules/ticks/index.js";
    assert.deepEqual(found(), [ofOrders]);
    session.configure(settingsOf(folder("/orders"), folder("/parcels")));
    assert.deepEqual(found(), []);
    session.configure(settingsOf(following, folder("/parcels", { followPackages: true })));
    assert.deepEqual(found(), [ofOrders, ofOrders.replace("/orders/order.js", "/parcels/parcel.js")]);
  });

  it("are those of the innermost folder, and of the window outside of all", () => {
    const byFile = new SettingsByFile({
      severities: { "no-random": "hint" },
      folders: [
        folder("/repo", { severities: { "no-random": "error" } }),
        folder("/repo/tools", { isEnabled: false }),
        folder("C:\\repo", { severities: { "no-random": "info" } }),
      ],
    });
    const chosen = ["/repo/a.js", "/repo/tools/a.js", "/repository/a.js", "C:\\repo\\src\\a.js"];
    assert.deepEqual(
      chosen.map((file) => byFile.severityOf("no-random", file)),
      ["error", "off", "hint", "info"],
    );
    assert.deepEqual(
      chosen.map((file) => byFile.isChecked(file)),
      [true, false, true, true],
    );
  });
});
