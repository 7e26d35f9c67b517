import { ToolkitError } from "../base/errors";
import { orchestratorNotFound } from "../project/loadRequest";
import { baseName } from "../base/paths";
import type { LoadResult } from "../replay/messages";
import type { AppToLoad } from "./prepareReplay";
import { loadSource } from "./sourceLoader";

const mostNamed = 12;
const longestMessage = 2000;

type Failure = Extract<LoadResult, { loaded: false }>;
interface Place {
  readonly file: string;
  readonly line?: number;
}

/** Why the child could not load the app, in words for the user; undefined when it did and has the orchestrator. */
export async function loadError(
  result: LoadResult,
  { app, load, outFiles }: AppToLoad,
): Promise<ToolkitError | undefined> {
  if (result.loaded) return result.registered ? undefined : orchestratorNotFound(app, load.orchestrator);
  const { message, requiredBy } = messageOfFailure(result.error.message);
  const place = (await placeOfFailure(result, outFiles)) ?? requiredBy;
  const where = place ? ` (${place.file}${place.line === undefined ? "" : `:${place.line}`})` : "";
  const next = nativeModule(message, result) ?? missingModule(message, app.buildCommand) ?? missingSettings(result);
  const text = `The app does not load: ${shortened(message).replace(/\.$/, "")}${where}. ${next ?? "Fix what its top-level code needs, then replay again."}`;
  return new ToolkitError("app-does-not-load", text, { cause: result.error, ...(place && { place }) });
}

/** What is thrown may hold a whole answer of a server, or a file. */
function shortened(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}

/**
 * What to do when the app needs a native module. Packages hide the refusal behind texts of their own, which speak of
 * bindings or name the file in one way or another.
 */
function nativeModule(message: string, { libraries }: Failure): string | undefined {
  const [library] = libraries;
  if (library === undefined) return undefined;
  const words = /^[a-z]+/i.exec(baseName(library))?.[0] ?? baseName(library);
  if (!/native|binding|dlopen|\.node\b|prebuil/i.test(message) && !message.includes(words)) return undefined;
  return `A replay does not load the native module ${library}, as its guard cannot see what that does. To allow it, set durableToolkit.replay.allowNativeModules to true in the editor's settings, or give --allow-native-modules on the command line; then replay again.`;
}

/** What to do when Node finds no module: a package, or a file of the app that its build makes. */
function missingModule(message: string, buildCommand: string | undefined): string | undefined {
  if (/^Cannot find (module|package) '[^.'/\\]/.test(message))
    return "Install what is missing (npm install), then replay again.";
  if (buildCommand === undefined || !/^Cannot find module '\.{1,2}\//.test(message)) return undefined;
  return `Build the app (${buildCommand}), with the code that its build generates, then replay again.`;
}

/** What to do when the app fails for want of settings; certain only when the error names them. */
function missingSettings({ unset }: Failure): string | undefined {
  const next = "in local.settings.json or in the environment";
  if (unset.named.length > 0) return `Not set: ${listed(unset.named)}. Set it ${next}, then replay again.`;
  if (unset.read.length === 0) return undefined;
  return `Not set, and read by its code: ${listed(unset.read)}. If that is why, set it ${next}; else fix what its top-level code needs.`;
}

function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return names.slice(0, mostNamed).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** Node lists who required a module that it does not find, innermost first. */
function messageOfFailure(text: string): { message: string; requiredBy?: Place } {
  const [message = text, list] = text.split("\nRequire stack:\n");
  const files = [...(list ?? "").matchAll(/^- (.*)$/gm)].map(([, file = ""]) => file);
  const file = files.find((one) => !/[\\/]node_modules[\\/]/.test(one));
  return { message, ...(file !== undefined && { requiredBy: { file } }) };
}

/** In the user's source, where a source map leads there. */
async function placeOfFailure(
  { file, line, column, source }: Failure,
  outFiles: AppToLoad["outFiles"],
): Promise<Place | undefined> {
  if (file === undefined) return undefined;
  if (line === undefined || column === undefined || !source) return { file, ...(line !== undefined && { line }) };
  const loaded = await loadSource(source, outFiles);
  const place = loaded.file.placeOfRuntime(line, column - 1);
  return { file: place.file, line: place.line };
}
