import { baseName, joinPath, relativeTo } from "../../base/paths";
import type { SourceFiles } from "../../base/ports";
import { triggerOf } from "../../project/functionJson";
import { jsonTextOf } from "../../project/hostText";
import { jsonObjectOf, textMember } from "../../project/jsonFile";
import type { FunctionKind } from "../../project/registrations";

/** A function of model v3. */
export interface FunctionFolder {
  readonly name: string;
  readonly kind: FunctionKind;
  /** Absolute path of its function.json. */
  readonly functionJson: string;
  /** The source of its script, where one is found. */
  readonly script?: string;
  readonly entryPoint?: string;
}

/** Functions of model v3 in the folders of an app; folders whose function.json cannot be read are passed over. */
export function functionFolders(files: SourceFiles, root: string): readonly FunctionFolder[] {
  return files.list(root).flatMap((entry) => {
    if (!entry.endsWith("/") || entry === "node_modules/" || entry.startsWith(".")) return [];
    const folder = joinPath(root, entry);
    const functionJson = joinPath(folder, "function.json");
    const json = jsonObjectOf(jsonTextOf(functionJson, files.read(functionJson) ?? ""));
    const trigger = json && triggerOf(json, entry.slice(0, -1));
    if (!trigger) return [];
    const { kind, name } = trigger;
    const script = sourceOf(files, root, folder, textMember(json, "scriptFile"));
    const entryPoint = textMember(json, "entryPoint");
    return [
      {
        name,
        kind,
        functionJson,
        ...(script !== undefined && { script }),
        ...(entryPoint !== undefined && { entryPoint }),
      },
    ];
  });
}

/** What the script of a function.json is written in: itself, or the TypeScript that it is built from. */
function sourceOf(files: SourceFiles, root: string, folder: string, scriptFile?: string): string | undefined {
  const scripts = (scriptFile === undefined ? ["index.js", "index.cjs", "index.mjs"] : [scriptFile]).map((each) =>
    joinPath(folder, each),
  );
  const candidates = scripts.flatMap((script) => {
    // `dist/Pay/index.js` is built from `Pay/index.ts`.
    const inBuild = relativeTo(root, script)?.replace(/^[^/]+\//, "") ?? "";
    const places = [
      script,
      joinPath(folder, baseName(script)),
      joinPath(root, inBuild),
      joinPath(root, "src", inBuild),
    ];
    return [...places.map((place) => place.replace(/\.([cm]?)js$/, ".$1ts")), script];
  });
  return candidates.find((each) => files.isFile(each));
}
