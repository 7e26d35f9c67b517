/**
 * `node scripts/bootstrap.mjs <script> [arguments…]`: makes sure of Node and of the packages, then runs
 * `scripts/<script>.ts` with them. Uses Node's built-ins only, and runs on Node 20.19, so that a fresh clone needs no
 * step by hand. Every step is skipped when it is done already; progress goes to stderr.
 */
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { canInstallNode, installNode } from "./node.mjs";
import { installPackages } from "./packages.mjs";

const NODE_MAJOR = 24;
const NODE_VERSION = "24.21.0";
const OLDEST_NODE_ELSEWHERE = 22;

const root = path.resolve(import.meta.dirname, "..");
const [script, ...scriptArguments] = process.argv.slice(2);

const node = ensureNode();
const environment = {
  ...process.env,
  PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`,
};
installPackages(root, { environment });
if (script) runScript(script, scriptArguments);

function ensureNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major === NODE_MAJOR) return process.execPath;
  if (canInstallNode()) return installNode(path.join(root, ".tools", "node"), NODE_VERSION);
  if (major >= OLDEST_NODE_ELSEWHERE) return process.execPath;
  console.error(
    `Node ${process.versions.node} is too old for development here. Install Node ${NODE_MAJOR} (https://nodejs.org) and run the command again.`,
  );
  process.exit(1);
}

/** Hands over to the TypeScript program, which Node runs as it is; this process only passes signals and the exit code on. */
function runScript(name, values) {
  const file = path.join(root, "scripts", `${name}.ts`);
  const child = spawn(node, [...typeStripping(), file, ...values], { cwd: root, env: environment, stdio: "inherit" });
  // The terminal sends Ctrl+C to the child as well; waiting for it lets it clean up.
  for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code) => process.exit(code ?? 1));
}

/** Node 22.6 to 22.17 and 23.0 to 23.5 strip types only when asked to. */
function typeStripping() {
  const probe = spawnSync(node, ["-p", "Boolean(process.features.typescript)"], { encoding: "utf8" });
  const flags = ["--disable-warning=ExperimentalWarning"];
  return probe.stdout.trim() === "true" ? flags : [...flags, "--experimental-strip-types"];
}
