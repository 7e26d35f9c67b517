import { joinPath, parentOf } from "../base/paths";
import type { SourceReader } from "../base/ports";
import { jsonObjectOf, textMember } from "../project/jsonFile";
import type { OfferedCommand } from "./plan";
import { nearest } from "./nearest";

const managers = ["npm", "pnpm", "yarn", "bun"] as const;
export type PackageManager = (typeof managers)[number];

/** How an app gets its packages. */
export interface Packages {
  readonly manager: PackageManager;
  /** Yarn's Plug'n'Play: packages are in archives, and what is installed is not seen. */
  readonly areHidden: boolean;
  /** `@azure/functions` is found from the app, or named by its package.json. */
  readonly hasAzureFunctions: boolean;
}

const lockFiles: Readonly<Record<string, PackageManager>> = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

export async function packagesOf(reader: SourceReader, appRoot: string): Promise<Packages> {
  const manager = await nearest(reader, appRoot, (folder) => managerIn(reader, folder));
  const areHidden = await nearest(reader, appRoot, async (folder) =>
    (await reader.list(folder)).includes(".pnp.cjs") ? true : undefined,
  );
  return {
    manager: manager ?? "npm",
    areHidden: areHidden ?? false,
    hasAzureFunctions: await hasAzureFunctions(reader, appRoot),
  };
}

async function managerIn(reader: SourceReader, folder: string): Promise<PackageManager | undefined> {
  const packageJson = jsonObjectOf((await reader.read(joinPath(folder, "package.json"))) ?? "");
  const [named] = (textMember(packageJson, "packageManager") ?? "").split("@");
  const known = managers.find((manager) => manager === named);
  if (known) return known;
  return (await reader.list(folder)).flatMap((name) => lockFiles[name] ?? [])[0];
}

async function hasAzureFunctions(reader: SourceReader, appRoot: string): Promise<boolean> {
  const name = "@azure/functions";
  const packageJson = jsonObjectOf((await reader.read(joinPath(appRoot, "package.json"))) ?? "");
  const isNamed = ["dependencies", "devDependencies"].some((list) => textMember(packageJson, list, name) !== undefined);
  if (isNamed) return true;
  for (let folder = appRoot; ; folder = parentOf(folder)) {
    if ((await reader.read(joinPath(folder, "node_modules", name, "package.json"))) !== undefined) return true;
    if (parentOf(folder) === folder) return false;
  }
}

/** What installs a package (`durable-functions@3`), or all that package.json names. */
export function installCommand(
  { manager }: Packages,
  folder: string,
  added?: { readonly name: string; readonly isForDevelopment?: boolean },
): OfferedCommand {
  if (!added) return { title: "Install the app's packages", command: manager, args: ["install"], folder };
  const word = manager === "npm" ? "install" : "add";
  const args = [word, ...(added.isForDevelopment ? ["-D"] : []), added.name];
  return { title: `Install ${added.name.replace(/@[^@/]+$/, "")}`, command: manager, args, folder };
}

/** As one types it. */
export function commandText({ command, args }: OfferedCommand): string {
  return [command, ...args].join(" ");
}
