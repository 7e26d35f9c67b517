/** Installing npm packages, and telling whether that is needed. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const quietly = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/**
 * Runs `npm ci` in a folder, unless its `node_modules` holds what its lockfile says.
 * @param {string} folder absolute
 * @param {{ production?: boolean, environment?: NodeJS.ProcessEnv }} [options] `production`: without devDependencies
 */
export function installPackages(folder, { production = false, environment } = {}) {
  if (matchesLockfile(folder, production)) return;
  console.error(`Installing packages of ${path.basename(folder)} …`);
  runNpm(["ci", "--ignore-scripts", ...(production ? ["--omit=dev"] : [])], { folder, environment });
}

/**
 * Runs npm, its output on stderr; ends this process when npm fails, since nothing after it can work.
 * @param {string[]} values
 * @param {{ folder: string, environment?: NodeJS.ProcessEnv | undefined }} options
 */
export function runNpm(values, { folder, environment = process.env }) {
  const npmProgram = process.env.npm_execpath;
  const [command, first] = npmProgram?.endsWith(".js") ? [process.execPath, [npmProgram]] : ["npm", []];
  const { status, error } = spawnSync(command, [...first, ...values, ...quietly], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32" && command === "npm",
  });
  if (status === 0) return;
  console.error(`npm ${values[0]} failed in ${folder}${error ? `: ${error.message}` : ""}. See its messages above.`);
  process.exit(1);
}

/** npm keeps a list of what it installed; entries the lockfile calls optional may be missing (other platforms). */
function matchesLockfile(folder, production) {
  const wanted = packagesIn(path.join(folder, "package-lock.json"));
  const installed = packagesIn(path.join(folder, "node_modules", ".package-lock.json"));
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "") return true;
    if (production && (entry.dev || entry.devOptional)) return true;
    const found = installed[place];
    return found ? found.version === entry.version : Boolean(entry.optional);
  });
}

function packagesIn(lockfile) {
  try {
    return JSON.parse(fs.readFileSync(lockfile, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}
