import { randomNumbers } from "./replayRandom";

/** An app of many densely linked files in memory: absolute path → text. */
export interface GeneratedWorkspace {
  readonly files: Readonly<Record<string, string>>;
  /** Files of code in alphabetical order. */
  readonly codeFiles: readonly string[];
  /** Orchestrators that lead to what a replay cannot repeat, through helpers. */
  readonly badOrchestrators: readonly string[];
  readonly cleanOrchestrators: readonly string[];
  /** Helpers that orchestrators reach. */
  readonly helpers: readonly string[];
}

const root = "/workspace";
const helpersOfArea = 20;
/** Shares of a workspace of 1,000 files: the rest are helpers and their barrels. */
const orchestratorShare = 0.12;
const badShare = 0.04;
const activityShare = 0.05;

/** @param size files of code */
export function generateWorkspace(size: number, seed = 1): GeneratedWorkspace {
  return new Generator(size, seed).run();
}

class Generator {
  readonly #size: number;
  readonly #below: (below: number) => number;
  readonly #files: Record<string, string> = {};
  readonly #helperCount: number;

  constructor(size: number, seed: number) {
    this.#size = size;
    this.#below = randomNumbers(seed);
    const others = Math.round(size * (orchestratorShare + activityShare));
    this.#helperCount = Math.floor(((size - others) * helpersOfArea) / (helpersOfArea + 1));
  }

  run(): GeneratedWorkspace {
    this.#addConfiguration();
    for (let index = 0; index < this.#helperCount; index++) this.#files[helperFile(index)] = this.#helper(index);
    for (let area = 0; area * helpersOfArea < this.#helperCount; area++) this.#addBarrel(area);
    const bad = this.#addMany("orchestrators/bad", badShare, (index) => this.#orchestrator(`bad${index}`, true));
    const clean = this.#addMany("orchestrators/clean", orchestratorShare - badShare, (index) =>
      this.#orchestrator(`clean${index}`, false),
    );
    this.#addMany("activities/work", activityShare, (index) => this.#activity(index));
    const codeFiles = Object.keys(this.#files).filter((file) => file.endsWith(".ts"));
    const helpers = codeFiles.filter((file) => /helper\d+\.ts$/.test(file));
    return {
      files: this.#files,
      codeFiles: codeFiles.sort(),
      badOrchestrators: bad,
      cleanOrchestrators: clean,
      helpers,
    };
  }

  #addConfiguration(): void {
    const json = (name: string, value: unknown) => (this.#files[`${root}/${name}`] = JSON.stringify(value, null, 2));
    json("host.json", { version: "2.0", extensions: { durableTask: { hubName: "Orders" } } });
    json("package.json", { name: "orders", dependencies: { "durable-functions": "3.1.0" } });
    json("tsconfig.json", { compilerOptions: { baseUrl: ".", outDir: "dist", paths: { "@lib/*": ["src/lib/*"] } } });
  }

  #addBarrel(area: number): void {
    const own = Object.keys(this.#files).filter((file) => file.startsWith(`${areaFolder(area)}/helper`));
    const lines = own.map((file) => `export * from "./${fileName(file)}";`);
    this.#files[`${areaFolder(area)}/index.ts`] = `${lines.join("\n")}\n`;
  }

  #addMany(path: string, share: number, text: (index: number) => string): readonly string[] {
    const count = Math.max(1, Math.round(this.#size * share));
    const files = Array.from({ length: count }, (_, index) => `${root}/src/${path}${index}.ts`);
    for (const [index, file] of files.entries()) this.#files[file] = text(index);
    return files;
  }

  /** Two functions that a replay repeats, one that it does not, each calling those of files before it. */
  #helper(index: number): string {
    const used = this.#some(index, 4);
    const names = [`price${index}`, `total${index}`, `audit${index}`, `quote${index}`];
    return [
      ...used.map((each) => this.#import(index, each)),
      "",
      `export interface Order${index} {\n  readonly id: string;\n  readonly amount: number;\n  readonly lines: readonly number[];\n}`,
      "",
      ...names.slice(0, 2).map((name) => this.#pure(name, index, used)),
      this.#impure(index, used),
      `/** The price of an order as it stands now. */\nexport function quote${index}(order: Order${index}): string {\n  const base = price${index}(order);\n  return \`\${base} \${${used[0] === undefined ? `audit${index}` : `quote${used[0]}`}(order)}\`;\n}`,
      "",
    ].join("\n");
  }

  #pure(name: string, index: number, used: readonly number[]): string {
    const parts = used.map((each) => `  sum += ${name.replace(/\d+/, "")}${each}(order) * ${1 + this.#below(9)};`);
    return `/** Adds up what an order is worth, with the discounts of its lines. */
export function ${name}(order: Order${index}): number {
  let sum = order.amount;
  const rates = { low: 0.0${1 + this.#below(9)}, high: 0.${1 + this.#below(9)}, limit: ${this.#below(900)} };
  for (const [at, line] of order.lines.entries()) {
    const rate = line > rates.limit ? rates.high : rates.low;
    if (at % 2 === 0) sum += line * (1 - rate);
    else sum -= Math.floor(line * rate);
  }
${parts.join("\n")}
  const due = new Date(order.amount);
  due.setUTCHours(${this.#below(24)}, 0, 0, 0);
  return Math.round(sum * 100) / 100 + due.getTime() * 0;
}
`;
  }

  #impure(index: number, used: readonly number[]): string {
    const effect = this.#below(2) ? "Date.now()" : "Math.random()";
    return `/** A line of the audit log; for activities. */
export function audit${index}(order: Order${index}): string {
  const parts = [order.id, String(order.amount), String(${effect})];
  for (const line of order.lines) {
    if (line > 0) parts.push(line.toFixed(2));
  }
  return parts.concat(${used.map((each) => `audit${each}(order)`).join(", ")}).join(" ");
}
`;
  }

  #orchestrator(name: string, isBad: boolean): string {
    const used = this.#some(this.#helperCount, 4);
    const [first = 0] = used;
    return `import * as df from "durable-functions";
import type { OrchestrationContext, OrchestrationHandler } from "durable-functions";
${used.map((each) => this.#import(undefined, each, "../lib")).join("\n")}

const ${name}: OrchestrationHandler = function* (context: OrchestrationContext) {
  const order = context.df.getInput() as { id: string; amount: number; lines: number[] };
  let sum = 0;
${used.map((each) => `  sum += price${each}(order) + total${each}(order);`).join("\n")}
  const reserved = yield context.df.callActivity("work0", { id: order.id, sum });
  const deadline = new Date(context.df.currentUtcDateTime.getTime() + ${1 + this.#below(60)} * 60_000);
  const timer = context.df.createTimer(deadline);
  const approval = context.df.waitForExternalEvent("Approval");
  const winner = yield context.df.Task.any([approval, timer]);
  if (winner === approval) {
    timer.cancel();
    const tasks = order.lines.map((line) => context.df.callActivity("work0", { line, reserved }));
    if (tasks.length > 0) yield context.df.Task.all(tasks);
  }
  ${isBad ? `const text = quote${first}(order);` : `const text = String(sum);`}
  return { id: order.id, sum, text };
};

df.app.orchestration("${name}", ${name});
`;
  }

  #activity(index: number): string {
    const used = this.#some(this.#helperCount, 4);
    return `import * as df from "durable-functions";
${used.map((each) => this.#import(undefined, each, "../lib")).join("\n")}

df.app.activity("work${index}", {
  handler: async (work: { id?: string; sum?: number; line?: number }) => {
    const order = { id: work.id ?? "", amount: work.sum ?? work.line ?? 0, lines: [] };
    const started = Date.now();
    const lines = [${used.map((each) => `audit${each}(order)`).join(", ")}];
    return { lines, took: Date.now() - started };
  },
});
`;
  }

  /** Helpers before one, near it for the most part. */
  #some(before: number, count: number): readonly number[] {
    const found = new Set<number>();
    for (let tries = 0; tries < count && before > 0; tries++)
      found.add(this.#below(3) ? Math.max(0, before - 1 - this.#below(30)) : this.#below(before));
    return [...found];
  }

  /** Relative, with the name of what is built from it, by a barrel or by a path of tsconfig.json. */
  #import(from: number | undefined, to: number, lib = ".."): string {
    const names = `{ audit${to}, price${to}, quote${to}, total${to} }`;
    const folder = `area${areaOf(to)}`;
    const isNear = from !== undefined && areaOf(from) === areaOf(to);
    const forms = isNear
      ? [`./helper${to}`, `./helper${to}.js`]
      : [`${lib}/${folder}/helper${to}`, `${lib}/${folder}`, `@lib/${folder}/helper${to}`, `@lib/${folder}/index.js`];
    return `import ${names} from "${forms[this.#below(forms.length)]}";`;
  }
}

function areaOf(helper: number): number {
  return Math.floor(helper / helpersOfArea);
}

function areaFolder(area: number): string {
  return `${root}/src/lib/area${area}`;
}

function helperFile(helper: number): string {
  return `${areaFolder(areaOf(helper))}/helper${helper}.ts`;
}

function fileName(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.ts$/, "");
}
