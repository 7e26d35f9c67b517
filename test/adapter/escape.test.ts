import assert from "node:assert/strict";
import { Debuggee } from "../../src/debugger/debuggee";
import { SourceFiles } from "../../src/instrument/sourceFiles";
import type { Refusal } from "../../src/replay/debugMessages";
import { prepareReplay, type PreparedReplay } from "../../src/runner/prepareReplay";
import { refusalWarnings } from "../../src/runner/refusals";
import { ReplayProcess } from "../../src/runner/replayProcess";
import { loadSource } from "../../src/runner/sourceLoader";
import { noProcessLeft } from "../support/badInput";
import { atLoad, escapes, prelude, type Escape } from "../support/escapes";
import { installedNodes, type InstalledNode } from "../support/nodes";
import { chainFile, type AppFiles, type OwnApp } from "../support/ownApp";
import { Outside } from "../support/outside";
import { replayPorts } from "../support/replayPorts";

type Channel = "command line" | "debugger";
const firstLine = 5;
/** Of what is tried while loading: `process.chdir` works, a WebSocket connects from Node's own code. */
const quietAtLoad = 2;

describe("escapes: what a replay refuses", function () {
  this.timeout(60_000);
  const outside = new Outside();
  before(() => outside.listen());
  after(() => outside.close());

  for (const node of installedNodes())
    for (const channel of ["command line", "debugger"] as const) {
      it(`while the orchestrator runs, Node ${node.major}, ${channel}: each by its name and line`, () => {
        const lines = codeFor(node, Object.values(escapes).flat());
        const body = lines.map((code) => `  quietly(() => ${code});`);
        return outside.unreached(appOf(outside, "", body), async (app) => {
          const told = await refusedIn(channel, node, app);
          const missing = lines.filter(
            (_, index) => !told.some((one) => one.includes(`${app.file()}:${firstLine + index} is refused: `)),
          );
          assert.deepEqual(missing, [], told.join("\n"));
          assert.ok(lines.length >= 100);
        });
      });

      it(`while the app loads, Node ${node.major}, ${channel}: the app loads all the same`, () =>
        outside.unreached(appOf(outside, codeFor(node, atLoad).join("; "), []), async (app) => {
          const told = await refusedIn(channel, node, app);
          assert.ok(told.length >= codeFor(node, atLoad).length - quietAtLoad, told.join("\n"));
          for (const one of told)
            assert.match(
              one,
              /^While the app was loading it tried .*chain\.js:3\.( Nothing that is handed to a thread .*)?$/,
            );
        }));

      it(`in ECMAScript modules, Node ${node.major}, ${channel}: named and dynamic imports`, () =>
        outside.unreached(moduleApp(outside), async (app) => {
          const told = await refusedIn(channel, node, app);
          for (const line of moduleLines.keys())
            assert.ok(
              told.some((one) => one.includes(`:${line + 15} is refused: `)),
              `${moduleLines[line] ?? ""}:\n${told.join("\n")}`,
            );
        }));
    }
});

function codeFor({ major }: InstalledNode, all: readonly (Escape | string)[]): readonly string[] {
  return all.flatMap((one) => (typeof one === "string" ? [one] : (one.since ?? 0) <= major ? [one.code] : []));
}

/** What was refused in one replay, each as the user is told it. */
async function refusedIn(channel: Channel, node: InstalledNode, { launch }: OwnApp): Promise<readonly string[]> {
  const prepared = await prepareReplay(launch({ runtimeExecutable: node.path }), replayPorts, process.cwd());
  const { refusals, files } = await (channel === "debugger" ? inDebugger(prepared) : inCommandLine(prepared));
  await noProcessLeft();
  return refusals.flatMap((one) => refusalWarnings([one], files));
}

interface Refused {
  readonly refusals: readonly Refusal[];
  readonly files: SourceFiles;
}

async function inCommandLine(prepared: PreparedReplay): Promise<Refused> {
  const child = new ReplayProcess(prepared, () => undefined);
  try {
    const report = await child.pass(prepared, { timeoutMs: 50_000 });
    const files = new SourceFiles();
    for (const loaded of report.files) files.add((await loadSource(loaded, prepared.outFiles)).file);
    return { refusals: report.refusals, files };
  } finally {
    child.dispose();
  }
}

async function inDebugger(prepared: PreparedReplay): Promise<Refused> {
  const debuggee = new Debuggee(prepared, 50_000, () => undefined);
  try {
    const target = await debuggee.start();
    await debuggee.firstPass(target);
    return { refusals: (await target.call("findings")).refusals, files: debuggee.sources };
  } finally {
    debuggee.dispose();
  }
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
  "quietly(() => handle.chmod(0o777));",
  "quietly(() => handle.utimes(1, 1));",
  'quietly(() => handle.writeFile("x"));',
  "quietly(() => handle.truncate());",
  "quietly(() => handle.createWriteStream());",
];

function moduleApp({ port }: Outside): AppFiles {
  const lines = [
    'import { createRequire } from "node:module";',
    'import fs, { writeFileSync } from "fs";',
    'import { open, writeFile } from "node:fs/promises";',
    'import { spawnSync } from "child_process";',
    'import { Worker } from "node:worker_threads";',
    'import { connect } from "net";',
    'import { lookup } from "dns/promises";',
    'import { Session } from "inspector/promises";',
    'import * as df from "durable-functions";',
    'const { writeFileSync: dynamic } = await import("node:fs");',
    `const folder = import.meta.dirname + "/../outside/", file = folder + "made", port = ${port};`,
    'const handle = await open(folder + "existing");',
    "const quietly = (attempt) => { try { attempt()?.catch?.(() => 0); } catch {} };",
    'df.app.orchestration("chain", function* (context) {',
    ...moduleLines,
    '  return [yield context.df.callActivity("hello", "Tokyo")];',
    "});",
  ];
  const packageJson = { type: "module", main: chainFile, dependencies: { "durable-functions": "3.5.0" } };
  return { ...outsideFiles, "package.json": JSON.stringify(packageJson), [chainFile]: `${lines.join("\n")}\n` };
}
