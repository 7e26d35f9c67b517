import fs from "node:fs";
import os from "node:os";
import path from "node:path";

type Orchestrator = Generator<unknown, number, never>;
interface Context {
  readonly df: {
    getInput(): number;
    callActivity(name: string, input: number): unknown;
    readonly Task: { all(tasks: readonly unknown[]): unknown };
  };
}

/** One activity after another. Written into the generated app as it stands here, and called bare as the baseline. */
export function* inTurn(context: Context): Orchestrator {
  const count = context.df.getInput();
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const value: number = yield context.df.callActivity("next", index);
    sum += value;
  }
  return sum;
}

/** All activities at once. */
export function* fanOut(context: Context): Orchestrator {
  const count = context.df.getInput();
  const tasks = [];
  for (let index = 0; index < count; index++) tasks.push(context.df.callActivity("next", index));
  const values: number[] = yield context.df.Task.all(tasks);
  return values.reduce((sum, value) => sum + value, 0);
}

export interface GeneratedApp {
  readonly root: string;
  readonly sdkMajor: 2 | 3;
  /** The file of each orchestrator, by its name. */
  readonly files: Readonly<Record<string, string>>;
}

const orchestrators = [inTurn, fanOut];

/**
 * A function app of the generated orchestrators with the SDK of a fixture app: the `df.app` model for 3.x, the
 * function.json model for 2.x. The caller removes its folder.
 */
export function generateApp(sdkOf: string, sdkMajor: 2 | 3 = 3): GeneratedApp {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-toolkit-bench-")));
  const files = sdkMajor === 2 ? writeFolders(root) : writeRegistrations(root);
  fs.writeFileSync(path.join(root, "host.json"), JSON.stringify({ version: "2.0" }));
  const main = sdkMajor === 2 ? {} : { main: "orchestrators.js" };
  const manifest = { name: "bench", ...main, dependencies: { "durable-functions": "*" } };
  fs.writeFileSync(path.join(root, "package.json"), JSON.stringify(manifest));
  fs.symlinkSync(path.resolve(sdkOf, "node_modules"), path.join(root, "node_modules"));
  return { root, sdkMajor, files };
}

function writeRegistrations(root: string): GeneratedApp["files"] {
  const file = path.join(root, "orchestrators.js");
  const lines = [
    'const df = require("durable-functions");',
    ...orchestrators.flatMap((code) => [
      String(code),
      `df.app.orchestration(${JSON.stringify(code.name)}, ${code.name});`,
    ]),
    'df.app.activity("next", { handler: (index) => index });',
  ];
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
  return Object.fromEntries(orchestrators.map(({ name }) => [name, file]));
}

function writeFolders(root: string): GeneratedApp["files"] {
  const bindings = (type: string, name: string) => JSON.stringify({ bindings: [{ type, name, direction: "in" }] });
  const write = (name: string, code: string, functionJson: string): string => {
    fs.mkdirSync(path.join(root, name));
    fs.writeFileSync(path.join(root, name, "function.json"), functionJson);
    fs.writeFileSync(path.join(root, name, "index.js"), code);
    return path.join(root, name, "index.js");
  };
  write("next", "module.exports = async (context, index) => index;\n", bindings("activityTrigger", "index"));
  const written = orchestrators.map((code) => {
    const text = `const df = require("durable-functions");\n${String(code)}\nmodule.exports = df.orchestrator(${code.name});\n`;
    return [code.name, write(code.name, text, bindings("orchestrationTrigger", "context"))];
  });
  return Object.fromEntries(written) as GeneratedApp["files"];
}
