import { baseName, joinPath } from "../base/paths";
import type { Problem } from "../base/parsed";
import type { SourceReader } from "../base/ports";
import type { FunctionApp } from "../project/functionApp";
import { isObject, memberOf, readJsonFile } from "../project/jsonFile";

const ownFiles = ["host.json", "package.json", "tsconfig.json", "local.settings.json", "function.json"];

/** What stands against generating anything: no project, files that cannot be read, an app without sources. */
export async function factProblems(
  reader: SourceReader,
  app: FunctionApp,
  ofApp: readonly Problem[],
): Promise<readonly Problem[]> {
  const hostFile = joinPath(app.root, "host.json");
  if ((await reader.read(hostFile)) === undefined) return [noProject(app.root)];
  const broken = ofApp.filter(({ code, place }) => code === "invalid-json" && isOwnFile(place));
  if (broken.length) return broken;
  const odd = [
    ...(await oddMembers(reader, hostFile, [["extensions"], ["extensions", "durableTask"], ["extensionBundle"]])),
    ...(await oddMembers(reader, joinPath(app.root, "local.settings.json"), [["Values"]])),
  ];
  if (odd.length) return odd;
  return (await isBuildOnly(reader, app)) ? [withoutSources(app)] : [];
}

/** Members that are no objects, though new functions may need to write into them. */
async function oddMembers(
  reader: SourceReader,
  file: string,
  paths: readonly (readonly string[])[],
): Promise<readonly Problem[]> {
  const json = await readJsonFile(reader, file, []);
  return paths.flatMap((path) => {
    const value = memberOf(json, ...path);
    if (value === undefined || isObject(value)) return [];
    const message = `${path.join(".")} is no object ({ … }): correct it, as the Functions host cannot use it either.`;
    return [{ code: "invalid-json", severity: "error", message, place: file } as const];
  });
}

function isOwnFile(place: string): boolean {
  return !/[\\/]node_modules[\\/]/.test(place) && ownFiles.includes(baseName(place).replace(/:\d+$/, ""));
}

/** Every file that Node loads was made by tsc or a bundler, and no source of any is here. */
async function isBuildOnly(reader: SourceReader, { entryFiles, builtFiles }: FunctionApp): Promise<boolean> {
  if (!entryFiles.length || builtFiles.length) return false;
  for (const file of entryFiles) if (!isBuilt((await reader.read(file)) ?? "")) return false;
  return true;
}

function isBuilt(text: string): boolean {
  return /^\/\/# sourceMappingURL=/m.test(text) || /Object\.defineProperty\(exports, ["']__esModule["']/.test(text);
}

function noProject(root: string): Problem {
  const message = "Not a Functions project: there is no host.json. Open the folder of a function app, or name it.";
  return { code: "no-functions-project", severity: "error", message, place: root };
}

function withoutSources({ root, entryFiles }: FunctionApp): Problem {
  const message =
    "This folder holds the build of an app without its sources, and the next build would not have the new function. Open the folder of the sources.";
  return { code: "app-without-sources", severity: "error", message, place: entryFiles[0] ?? root };
}
