import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { messageWithPlace, ToolkitError } from "../src/base/errors";
import { nodeFiles } from "../src/node/files";
import type { FunctionApp } from "../src/project/functionApp";
import { loadRequestFor } from "../src/project/loadRequest";
import { openApp } from "../src/project/openApp";
import { isEcmaScriptModule } from "../src/replayHost/moduleKind";
import { chooseNode, type ChosenNode } from "../src/runner/chooseNode";
import type { AppToLoad } from "../src/runner/prepareReplay";
import { ReplayProcess } from "../src/runner/replayProcess";
import { run } from "./process.ts";

export interface Attempt {
  /** Why it failed; absent when it loaded. */
  readonly reason?: string;
  /** From the start of the process until the app is loaded. */
  readonly milliseconds: number;
}

export interface OrchestratorReport {
  readonly name: string;
  readonly file: string;
  readonly ours: Attempt;
  /** Plain `require` (or `import`) of the same files in the same Node. */
  readonly baseline?: Attempt;
}

export interface AppReport {
  readonly root: string;
  readonly model: FunctionApp["model"];
  readonly language: FunctionApp["language"];
  readonly sdk?: string;
  readonly node?: string;
  /** Packages that the app asks for and that are not there: such an app counts neither way. */
  readonly missingPackages: readonly string[];
  /** It asks for durable-functions, or has orchestrators. */
  readonly isDurable: boolean;
  /** What the toolkit says of the app where it is no app to load. */
  readonly problem?: string;
  readonly orchestrators: readonly OrchestratorReport[];
}

export interface MeasureOptions {
  /** For apps whose SDK the usual Node is too new for. */
  readonly olderNode?: string | undefined;
  readonly timeoutMs: number;
}

/** Loads the file of each orchestrator of the app at `root` as a replay does, but without any setting of the app. */
export async function measureApp(root: string, options: MeasureOptions): Promise<AppReport> {
  const { value: app, problems } = await openApp(nodeFiles, root);
  const missingPackages = missing(root);
  const { model, language, sdk } = app;
  const node = sdk && missingPackages.length === 0 ? await nodeFor(app, options) : undefined;
  const orchestrators: OrchestratorReport[] = [];
  for (const { name, file, kind } of app.functions) {
    if (kind === "orchestration" && node)
      orchestrators.push({ name, file, ...(await attempts(app, name, node, options)) });
  }
  return {
    root,
    model,
    language,
    ...(sdk && { sdk: sdk.version }),
    ...(node && { node: node.version }),
    missingPackages,
    isDurable: app.packageJson?.sdkRange !== undefined || app.functions.some(({ kind }) => kind === "orchestration"),
    ...(orchestrators.length === 0 && {
      problem: problems.map(({ message, place }) => `${place}: ${message}`).join(" "),
    }),
    orchestrators,
  };
}

async function nodeFor({ root, sdk }: FunctionApp, { olderNode }: MeasureOptions): Promise<ChosenNode> {
  const wishes = { appRoot: root, sdkVersion: sdk?.version ?? "" };
  try {
    return await chooseNode(wishes);
  } catch (error) {
    if (olderNode === undefined) throw error;
    return chooseNode({ ...wishes, override: olderNode });
  }
}

async function attempts(
  app: FunctionApp,
  orchestrator: string,
  node: ChosenNode,
  { timeoutMs }: MeasureOptions,
): Promise<Pick<OrchestratorReport, "ours" | "baseline">> {
  const started = performance.now();
  try {
    const load = loadRequestFor(app, orchestrator);
    const prepared = { app, load, node, environment: {}, allowNativeModules: false };
    const ours = await attempt(() => loadInChild(prepared, timeoutMs));
    const files = load.files.length ? load.files : load.entryFiles;
    return { ours, baseline: await attempt(() => requireInNode(files, app.root, node, timeoutMs)) };
  } catch (error) {
    return { ours: { reason: reasonOf(error), milliseconds: performance.now() - started } };
  }
}

async function attempt(work: () => Promise<void>): Promise<Attempt> {
  const started = performance.now();
  try {
    await work();
    return { milliseconds: performance.now() - started };
  } catch (error) {
    return { reason: reasonOf(error), milliseconds: performance.now() - started };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ToolkitError ? messageWithPlace(error) : String(error);
}

async function loadInChild(prepared: AppToLoad, timeoutMs: number): Promise<void> {
  const child = new ReplayProcess(prepared, () => undefined);
  try {
    await child.load(prepared, { timeoutMs });
  } finally {
    child.dispose();
    await child.exited;
  }
}

async function requireInNode(files: readonly string[], cwd: string, node: ChosenNode, limit: number): Promise<void> {
  const loads = files.map((file) =>
    isEcmaScriptModule(file)
      ? `await import(${JSON.stringify(pathToFileURL(file).href)});`
      : `require(${JSON.stringify(file)});`,
  );
  // What the app leaves running must not keep the process.
  const code = `(async () => { ${loads.join(" ")} })().then(() => process.exit(0), (error) => { process._rawDebug(error); process.exit(1); })`;
  const { ok, output } = await run(node.path, ["-e", code], { cwd, limit });
  if (!ok) throw new Error(output.trim().split("\n").slice(0, 12).join("\n"));
}

/** What package.json asks for and Node would not find. */
function missing(root: string): readonly string[] {
  const manifest = readJson(path.join(root, "package.json"));
  const names = Object.keys(manifest?.dependencies ?? {});
  return [...new Set([...names, "durable-functions"])].filter((name) => !isInstalled(name, root));
}

function isInstalled(name: string, folder: string): boolean {
  if (fs.existsSync(path.join(folder, "node_modules", name, "package.json"))) return true;
  const above = path.dirname(folder);
  return above !== folder && isInstalled(name, above);
}

function readJson(file: string): { readonly dependencies?: Readonly<Record<string, string>> } | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as { readonly dependencies?: Readonly<Record<string, string>> };
  } catch {
    return undefined;
  }
}
