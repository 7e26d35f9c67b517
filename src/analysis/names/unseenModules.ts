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
  /** The code that imports it, to its specifier. */
  readonly clause: string;
}

const assets =
  /\.(?:json|css|s[ac]ss|less|svg|png|jpe?g|gif|html?|txt|md|graphql|gql|sql|proto|ya?ml|node|wasm|hbs|ejs|d\.[cm]?ts)$/i;
const pathsUpwards = /["'`]((?:\.\.\/)*\.\.(?:\/[^"'`\n$]*)?)/g;
const tellsOfFunctions = /activit|orchestrat|durable/i;
const tellsOfRegistering = /regist|activit|orchestrat|durable/i;
const packageName = /^(?:@[\w.~-]+\/)?[\w.~-]+/;
const localRange = /^(?:workspace|file|link|portal):/;
const dependencyGroups = ["dependencies", "peerDependencies", "optionalDependencies", "devDependencies"];

/** Whether code that is not followed may register functions of an app. */
export function mayRegister(program: ImportingProgram, unseen: UnseenImport): boolean {
  const { root, file, specifier, resolved, isBare } = unseen;
  if (resolved?.kind === "builtin" || assets.test(specifier)) return false;
  if (specifier.startsWith(".")) return !resolved && (isBare || isOutside(root, file, specifier));
  if (resolved?.name === "durable-functions") return false;
  if (resolved?.file !== undefined) return usesDurable(program, resolved.name, resolved.file);
  if (tellsOfFunctions.test(specifier) || tellsOfRegistering.test(unseen.clause)) return true;
  const name = packageName.exec(specifier)?.[0];
  // Of a package of the workspace that has no code yet nothing is resolved; other specifiers are aliases.
  if (name === undefined || !resolved) return name !== undefined;
  const folder = parentOf(file);
  const kind = program.memo.settled(folder, `owner of ${name}`, () => ownerOf(program, folder, name));
  return kind === "user" || (kind === "scope" && isBare);
}

/** `const folder = "../../libs/steps"`, where a file loads what only running tells. @param imported what is told as imports */
export function namesFolderOutside(text: string, root: string, file: string, imported: ReadonlySet<string>): boolean {
  const paths = [...text.matchAll(pathsUpwards)].map(([, path = ""]) => path);
  return paths.some((path) => !imported.has(path) && !assets.test(path) && isOutside(root, file, path));
}

function isOutside(root: string, file: string, specifier: string): boolean {
  return relativeTo(root, joinPath(parentOf(file), specifier)) === undefined;
}

/** Whose a package is that is not installed: the user's own, one of a registry in the scope of the user, or another. */
function ownerOf(program: ImportingProgram, folder: string, name: string): "user" | "scope" | "other" {
  const manifests = manifestsAround(program, folder);
  const ranges = manifests.flatMap((each) => rangesIn(each, name));
  if (ranges.some((range) => localRange.test(range))) return "user";
  const scope = /^@[^/]+\//.exec(name)?.[0];
  const isInScope = scope !== undefined && manifests.some((each) => textMember(each, "name")?.startsWith(scope));
  if (!isInScope) return "other";
  return ranges.length ? "scope" : "user";
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
