import fs from "node:fs";
import path from "node:path";

/** As Node decides: by ending, else by the `type` of the nearest package.json. */
export function isEcmaScriptModule(file: string): boolean {
  if (file.endsWith(".mjs")) return true;
  if (!file.endsWith(".js")) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (fs.existsSync(manifest)) return typeOf(manifest) === "module";
    if (folder === path.dirname(folder)) return false;
  }
}

function typeOf(manifest: string): unknown {
  try {
    return (JSON.parse(fs.readFileSync(manifest, "utf8")) as { readonly type?: unknown } | null)?.type;
  } catch {
    return undefined;
  }
}
