import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { applyPlan } from "../../src/cli/applyPlan";
import { nodeFiles } from "../../src/node/files";
import { clientJobs, clientTriggers, entityPatterns, orchestratorPatterns } from "../../src/scaffold/choices";
import type { Language, Model, ProjectFacts } from "../../src/scaffold/facts";
import { planFunction } from "../../src/scaffold/planFunction";
import { readProjectFacts } from "../../src/scaffold/readFacts";
import type { FunctionRequest } from "../../src/scaffold/request";

export interface Variant {
  readonly model: Model;
  readonly language: Language;
  readonly moduleSystem: ProjectFacts["moduleSystem"];
  /** Default: 3.5.0 for model v4, 2.1.4 for v3. */
  readonly sdk?: "1.5.4";
}

export interface ScaffoldedApp extends Variant {
  readonly root: string;
  /** Every kind, pattern and trigger, in the order in which they were planned. */
  readonly requests: readonly FunctionRequest[];
  /** Absolute paths of the code that was generated. */
  readonly codeFiles: readonly string[];
}

/** `fan-out` → `runFanOut`. */
function nameOf(pattern: string): string {
  return `run-${pattern}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** All that can be asked for, once each. */
export const everyRequest: readonly FunctionRequest[] = [
  { kind: "activity", name: "greet" },
  ...orchestratorPatterns.map(({ id }): FunctionRequest => ({ kind: "orchestrator", name: nameOf(id), pattern: id })),
  { kind: "subOrchestrator", name: "processItem" },
  ...entityPatterns.map(({ id }): FunctionRequest => ({ kind: "entity", name: id, pattern: id })),
  ...clientTriggers.map(({ id }): FunctionRequest => ({
    kind: "client",
    name: `start-by-${id}`,
    trigger: id,
    target: "processItem",
  })),
  ...clientJobs
    .filter(({ id }) => id !== "start")
    .map(({ id }): FunctionRequest => ({ kind: "client", name: `client-${id}`, job: id })),
];

/** Writes an app without functions and has every function generated into it; the caller removes its folder. */
export async function scaffoldApp(variant: Variant): Promise<ScaffoldedApp> {
  const root = emptyApp(variant);
  const codeFiles: string[] = [];
  for (const request of everyRequest) {
    const facts = await readProjectFacts(nodeFiles, root);
    const { value: plan, problems } = planFunction(request, facts);
    if (!plan) throw new Error(`${request.name}: ${problems.map(({ message }) => message).join("; ")}`);
    await applyPlan(plan);
    codeFiles.push(...plan.files.map(({ file }) => file).filter((file) => /\.[cm]?[jt]s$/.test(file)));
  }
  return { ...variant, root, requests: everyRequest, codeFiles };
}

function emptyApp({ model, language, moduleSystem, sdk }: Variant): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-toolkit-scaffold-")));
  const write = (name: string, json: unknown) => {
    fs.writeFileSync(path.join(root, name), `${JSON.stringify(json, undefined, 2)}\n`);
  };
  const built = language === "typescript" ? "dist/src" : "src";
  write("host.json", { version: "2.0" });
  write("package.json", {
    name: "scaffolded",
    type: moduleSystem,
    ...(model === "v4" && { main: `${built}/functions/*.js` }),
    dependencies: { "durable-functions": sdk ?? (model === "v4" ? "3.5.0" : "2.1.4") },
  });
  if (language === "typescript") write("tsconfig.json", { compilerOptions: compilerOptions(moduleSystem) });
  fs.symlinkSync(
    path.resolve(`test/fixtures/apps/${sdk ? "v1-js" : `${model}-ts`}/node_modules`),
    path.join(root, "node_modules"),
  );
  return root;
}

function compilerOptions(moduleSystem: Variant["moduleSystem"]) {
  const modules =
    moduleSystem === "module"
      ? { module: "node16" }
      : { module: "commonjs", moduleResolution: "node10", esModuleInterop: true, ignoreDeprecations: "6.0" };
  return { ...modules, target: "es2022", outDir: "dist", rootDir: ".", sourceMap: true, skipLibCheck: true, types: [] };
}
