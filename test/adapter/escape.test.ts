import assert from "node:assert/strict";
import { prepareReplay } from "../../src/runner/prepareReplay";
import { runReplay } from "../../src/runner/runReplay";
import { noProcessLeft, outcomeOf, withSession } from "../support/badInput";
import { atLoad, escapes, prelude, type Escape } from "../support/escapes";
import { installedNodes, type InstalledNode } from "../support/nodes";
import { chainFile, type AppFiles, type OwnApp } from "../support/ownApp";
import { Outside } from "../support/outside";
import { replayPorts } from "../support/replayPorts";

type Channel = "command line" | "debugger";
const firstLine = 5;

describe("escapes: what a replay refuses", function () {
  this.timeout(60_000);
  const outside = new Outside();
  before(() => outside.listen());
  after(() => outside.close());

  for (const node of installedNodes())
    for (const channel of ["command line", "debugger"] as const) {
      for (const [title, all] of Object.entries(escapes))
        it(`while the orchestrator runs, Node ${node.major}, ${channel}: ${title}`, () => {
          const lines = codeFor(node, all);
          const body = lines.map((code) => `  quietly(() => ${code});`);
          return outside.unreached(appOf(outside, "", body), async (app) => {
            const warnings = await warningsOf(channel, node, app);
            for (const [index, code] of lines.entries())
              assert.ok(
                warnings.some((warning) => warning.includes(`${app.file()}:${firstLine + index} is refused: `)),
                `${code} is not refused by name and line:\n${warnings.join("\n")}`,
              );
          });
        });

      it(`while the app loads, Node ${node.major}, ${channel}: the app loads all the same`, () =>
        outside.unreached(appOf(outside, codeFor(node, atLoad).join("; "), []), async (app) => {
          const warnings = await warningsOf(channel, node, app);
          assert.match(
            warnings.join("\n"),
            /^While the app was loading it tried what a replay refuses: net\.connect at/,
          );
        }));

      it(`in ECMAScript modules, Node ${node.major}, ${channel}: named and dynamic imports`, () =>
        outside.unreached(moduleApp(outside), async (app) => {
          const warnings = await warningsOf(channel, node, app);
          for (const line of moduleLines.keys())
            assert.ok(
              warnings.some((warning) => warning.includes(`:${line + 14} is refused: `)),
              `${moduleLines[line] ?? ""}:\n${warnings.join("\n")}`,
            );
        }));
    }
});

function codeFor({ major }: InstalledNode, all: readonly (Escape | string)[]): readonly string[] {
  return all.flatMap((one) => (typeof one === "string" ? [one] : (one.since ?? 0) <= major ? [one.code] : []));
}

/** What the user is told at the end of a replay. */
async function warningsOf(channel: Channel, node: InstalledNode, { launch }: OwnApp): Promise<readonly string[]> {
  const started = launch({ runtimeExecutable: node.path });
  if (channel === "command line") {
    const prepared = await prepareReplay(started, replayPorts, process.cwd());
    const { outcome } = await runReplay(prepared, { timeoutMs: 30_000, onOutput: () => undefined });
    await noProcessLeft();
    return outcome.warnings;
  }
  let warnings: readonly string[] = [];
  await withSession(async (client) => {
    await client.launch(started);
    ({ warnings } = outcomeOf(client));
  });
  return warnings;
}

const definitions = (port: number) =>
  `const folder = require("path").resolve(__dirname, "../outside"), file = folder + "/made", existing = folder + "/existing", port = ${port};`;

/** Files that the tries would change, and the recorded `chain` with one try a line. */
function appOf({ port }: Outside, top: string, body: readonly string[]): AppFiles {
  const lines = [
    definitions(port),
    prelude,
    top,
    'df.app.orchestration("chain", function* (context) {',
    ...body,
    '  const cities = ["Tokyo", "Seattle", "London"], greetings = [];',
    '  for (const city of cities) greetings.push(yield context.df.callActivity("hello", city));',
    "  return greetings;",
    "});",
    'df.app.activity("hello", { handler: (city) => `Hello ${city}!` });',
  ];
  return { ...outsideFiles, [chainFile]: `${lines.join("\n")}\n` };
}

const outsideFiles: AppFiles = {
  "outside/existing": "as it was",
  "outside/addon.node": "no library",
  "outside/fork.js": 'require("fs").writeFileSync(__dirname + "/made", "x");',
};

const moduleLines = [
  'quietly(() => writeFileSync(file, "x"));',
  'quietly(() => fs.writeFileSync(file, "x"));',
  'quietly(() => writeFile(file, "x"));',
  'quietly(() => dynamic(file, "x"));',
  'quietly(() => createRequire(import.meta.url)("fs").mkdirSync(file));',
  'quietly(() => spawnSync("touch", [file]));',
  'quietly(() => new Worker("1", { eval: true }));',
  'quietly(() => connect(port, "127.0.0.1"));',
  'quietly(() => lookup("example.invalid"));',
  "quietly(() => new Session());",
];

function moduleApp({ port }: Outside): AppFiles {
  const lines = [
    'import { createRequire } from "node:module";',
    'import fs, { writeFileSync } from "fs";',
    'import { writeFile } from "node:fs/promises";',
    'import { spawnSync } from "child_process";',
    'import { Worker } from "node:worker_threads";',
    'import { connect } from "net";',
    'import { lookup } from "dns/promises";',
    'import { Session } from "inspector/promises";',
    'import * as df from "durable-functions";',
    'const { writeFileSync: dynamic } = await import("node:fs");',
    `const file = import.meta.dirname + "/../outside/made", port = ${port};`,
    "const quietly = (attempt) => { try { attempt()?.catch?.(() => 0); } catch {} };",
    'df.app.orchestration("chain", function* (context) {',
    ...moduleLines,
    '  return [yield context.df.callActivity("hello", "Tokyo")];',
    "});",
  ];
  const packageJson = { type: "module", main: chainFile, dependencies: { "durable-functions": "3.5.0" } };
  return { ...outsideFiles, "package.json": JSON.stringify(packageJson), [chainFile]: `${lines.join("\n")}\n` };
}
