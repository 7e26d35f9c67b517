import { baseName, joinPath, parentOf, relativeTo } from "../../base/paths";
import { isObject, jsonObjectOf, textMember, type JsonObject } from "../../project/jsonFile";
import type { ResolvedModule } from "../../syntax/resolveModule";
import type { ImportingProgram } from "./registeringFiles";

/** An import whose code is not followed. */
export interface UnseenImport {
  /** Folder of the app. */
  readonly root: string;
  readonly file: string;
  readonly specifier: string;
  readonly resolved: Exclude<ResolvedModule, { readonly kind: "file" }> | undefined;
  /** `import "./register"`: for nothing but what it does. */
  readonly isBare: boolean;
}

const assets =
  /\.(?:json|css|s[ac]ss|less|svg|png|jpe?g|gif|html?|txt|md|graphql|gql|sql|proto|ya?ml|node|wasm|hbs|ejs|d\.[cm]?ts)$/i;
const pathsUpwards = /["'`]((?:\.\.\/)*\.\.(?:\/[^"'`\n$]*)?)/g;
const localRange = /^(?:workspace|file|link|portal):/;
const dependencyGroups = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"];

/** Whether code that is not followed may register functions of an app. */
export function mayRegister(program: ImportingProgram, unseen: UnseenImport): boolean {
  const { root, file, specifier, resolved, isBare } = unseen;
  if (resolved?.kind === "builtin" || assets.test(specifier)) return false;
  if (specifier.startsWith(".")) return !resolved && (isBare || isOutside(root, file, specifier));
  // A package of the workspace without code.
  if (!resolved) return true;
  const { name } = resolved;
  if (name === "durable-functions") return false;
  if (resolved.file !== undefined) return usesDurable(program, name, resolved.file);
  const folder = parentOf(file);
  return program.memo.settled(folder, `own package ${name}`, () => mayBeOwn(program, folder, name));
}

/** `const folder = "../../libs/steps"`, where a file loads what only running tells. @param imported what is told as imports */
export function namesFolderOutside(text: string, root: string, file: string, imported: ReadonlySet<string>): boolean {
  const paths = [...text.matchAll(pathsUpwards)].map(([, path = ""]) => path);
  return paths.some((path) => !imported.has(path) && !assets.test(path) && isOutside(root, file, path));
}

function isOutside(root: string, file: string, specifier: string): boolean {
  return relativeTo(root, joinPath(parentOf(file), specifier)) === undefined;
}

/** Whether a package that is not installed may be the user's own: public ones register no functions. */
function mayBeOwn(program: ImportingProgram, folder: string, name: string): boolean {
  const manifests = manifestsAround(program, folder);
  const scope = /^@[^/]+\//.exec(name)?.[0];
  if (scope !== undefined && manifests.some((each) => textMember(each, "name")?.startsWith(scope))) return true;
  const ranges = manifests.flatMap((each) => rangesIn(each, name));
  return ranges.length ? ranges.some((range) => localRange.test(range)) : manifests.length > 0;
}

/** Whether an installed package has durable functions. */
function usesDurable(program: ImportingProgram, name: string, file: string): boolean {
  let folder = parentOf(file);
  while (!isFolderOf(folder, name) && parentOf(folder) !== folder) folder = parentOf(folder);
  return program.memo.settled(folder, "package with durable functions", () => {
    const manifest = manifestIn(program, folder);
    return manifest !== undefined && rangesIn(manifest, "durable-functions").length > 0;
  });
}

function isFolderOf(folder: string, name: string): boolean {
  const above = name.includes("/") ? parentOf(parentOf(folder)) : parentOf(folder);
  return baseName(above) === "node_modules" && relativeTo(above, folder) === name;
}

function manifestsAround(program: ImportingProgram, folder: string): readonly JsonObject[] {
  const own = manifestIn(program, folder);
  const above = parentOf(folder) === folder ? [] : manifestsAround(program, parentOf(folder));
  return own ? [own, ...above] : above;
}

function manifestIn(program: ImportingProgram, folder: string): JsonObject | undefined {
  return jsonObjectOf(program.textOf(joinPath(folder, "package.json")) ?? "");
}

function rangesIn(manifest: JsonObject, name: string): readonly string[] {
  return dependencyGroups.flatMap((group) => {
    const ranges = manifest[group];
    const range = isObject(ranges) ? ranges[name] : undefined;
    return typeof range === "string" ? [range] : [];
  });
}
