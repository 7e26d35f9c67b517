/** Lints files once or after each keystroke, in a process that does nothing else. */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { createLint } from "../../src/analysis/lint";
import { createLintSession } from "../../src/analysis/lintSession";
import { growHeapSparingly } from "../../src/node/heap";
import { NodeSourceFiles } from "../../src/node/sourceFiles";
import type { plugin } from "../../src/eslint/plugin";
import type { LintTask, LintTimes, TypingPlace } from "./lintTask";

type Plugin = typeof plugin;

/** One lint of all that counts; returns what it found. */
type Lint = (changed?: { readonly place: TypingPlace; readonly text: string }) => Promise<readonly string[]>;

/** So long the plugin takes for granted what it knows of other files. */
const believedMs = 1_100;

if (isMainThread)
  process.on("message", (task: LintTask) => {
    void measure(task).then((times) => process.send?.(times));
  });
else void measure(workerData as LintTask).then((times) => parentPort?.postMessage(times));

async function measure(task: LintTask): Promise<LintTimes> {
  // Typing is done in an editor, everything at once on the command line.
  if (task.by === "ours" && !task.typing) growHeapSparingly();
  const lint = task.by === "ours" ? lintOf(task) : await lintOfEslint(task);
  const times: number[] = [];
  const cpu: number[] = [];
  const timed: Lint = async (changed) => {
    const [cpuFrom, from] = [process.cpuUsage(), performance.now()];
    const found = await lint(changed);
    times.push(performance.now() - from);
    const { user, system } = process.cpuUsage(cpuFrom);
    cpu.push((user + system) / 1000);
    return found;
  };
  const findings = task.typing
    ? await type(task.typing, lint, timed, () => (times.length = cpu.length = 0))
    : await timed();
  return { times, cpu, memory: process.resourceUsage().maxRSS / 1024, findings: [...findings].sort() };
}

async function type(
  { places, statement, passes, keystrokes }: NonNullable<LintTask["typing"]>,
  lint: Lint,
  timed: Lint,
  beginPass: () => void,
): Promise<readonly string[]> {
  await lint();
  const whole = new Map(places.map(({ file }) => [file, fs.readFileSync(file, "utf8")]));
  const typed = (place: TypingPlace, length: number) => {
    const text = whole.get(place.file) ?? "";
    return { place, text: text.slice(0, place.offset) + statement.slice(0, length) + text.slice(place.offset) };
  };
  for (let pass = 0; pass < passes; pass++) {
    beginPass();
    for (const place of places) {
      for (let key = 1; key <= keystrokes; key++)
        await timed(typed(place, Math.round((statement.length * key) / keystrokes)));
      await lint(typed(place, 0));
    }
  }
  const found = new Set<string>();
  for (const place of places) {
    let last: readonly string[];
    const end = performance.now() + believedMs;
    do last = await lint(typed(place, statement.length));
    while (performance.now() < end);
    for (const each of last) if (place.files.some((file) => each.startsWith(`${file}:`))) found.add(each);
    await lint(typed(place, 0));
  }
  return [...found];
}

function lintOf(task: LintTask): Lint {
  const request = { severities: {}, followPackages: false };
  if (!task.typing) return () => Promise.resolve(textsOf(createLint(new NodeSourceFiles())({ ...request, ...task })));
  const session = createLintSession(new NodeSourceFiles());
  session.setFiles(task.files);
  return (changed) => {
    if (changed) session.change([{ file: changed.place.file, text: changed.text }]);
    const result = session.lint();
    return Promise.resolve(changed ? textsOf(result) : []);
  };
}

function textsOf({ findings }: ReturnType<ReturnType<typeof createLint>>): readonly string[] {
  return findings.map(({ rule, place: { file, start } }) => `${file}:${start.line}:${start.column} ${rule}`);
}

/** The baseline of a keystroke looks at the changed file and the orchestrators that run it, all read from disk. */
async function lintOfEslint({ by, folder, files }: LintTask): Promise<Lint> {
  // Not among the imports: a process that measures us does not hold them.
  const [{ ESLint }, { default: tseslint }] = await Promise.all([import("eslint"), import("typescript-eslint")]);
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser } },
      ...(by === "plugin" ? [pluginOf(folder).configs.all] : []),
    ],
  });
  return async (changed) => {
    if (changed) fs.writeFileSync(changed.place.file, changed.text);
    const results = await eslint.lintFiles([...(changed?.place.files ?? files)]);
    return results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, column, ruleId }) => `${filePath}:${line}:${column} ${(ruleId ?? "").replace(/^.*\//, "")}`,
      ),
    );
  };
}

function pluginOf(folder: string): Plugin {
  const load = createRequire(path.join(folder, "package.json"));
  return load(path.resolve("dist/eslint.js")) as Plugin;
}
