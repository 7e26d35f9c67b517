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
  /** The file of the orchestrators. */
  readonly file: string;
}

/** A function app of the generated orchestrators with the SDK of a fixture app. The caller removes its folder. */
export function generateApp(sdkOf: string): GeneratedApp {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-toolkit-bench-")));
  const file = path.join(root, "orchestrators.js");
  const lines = [
    'const df = require("durable-functions");',
    ...[inTurn, fanOut].flatMap((orchestrator) => [
      String(orchestrator),
      `df.app.orchestration(${JSON.stringify(orchestrator.name)}, ${orchestrator.name});`,
    ]),
    'df.app.activity("next", { handler: (index) => index });',
  ];
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
  fs.writeFileSync(path.join(root, "host.json"), JSON.stringify({ version: "2.0" }));
  fs.writeFileSync(
    path.join(root, "package.json"),
    JSON.stringify({ name: "bench", main: "orchestrators.js", dependencies: { "durable-functions": "*" } }),
  );
  fs.symlinkSync(path.resolve(sdkOf, "node_modules"), path.join(root, "node_modules"));
  return { root, file };
}
