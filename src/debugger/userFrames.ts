import type { Protocol } from "devtools-protocol";
import type { SourceFile } from "../instrument/sourceFile";
import type { SourceFiles } from "../instrument/sourceFiles";
import type { SourcePlace } from "../instrument/sourceMaps";

type CallFrame = Protocol.Debugger.CallFrame;

/** A frame of the user's code on the stack of a stop, innermost first. */
export interface UserFrame {
  readonly callFrame: CallFrame;
  readonly file: SourceFile;
  readonly functionIndex: number;
  readonly place: SourcePlace;
}

/**
 * The user's frames down to the call of the orchestrator's generator. `site`: where the clock stopped; the innermost
 * frame stands there, since V8's own column differs between a stop on the way and one that a re-run restored.
 */
export function userFrames(
  frames: readonly CallFrame[],
  scripts: ReadonlyMap<string, Protocol.Debugger.ScriptParsedEvent>,
  sources: SourceFiles,
  hostFolder: string,
  site: number,
): readonly UserFrame[] {
  const found: UserFrame[] = [];
  for (const callFrame of frames) {
    const path = pathOf(scripts.get(callFrame.location.scriptId)?.url ?? "");
    if (path.startsWith(hostFolder) && found.length > 0) break;
    const file = sources.get(path);
    if (file) found.push(userFrame(callFrame, file, found.length === 0 ? sources.placeOfSite(site) : undefined));
  }
  return found;
}

function userFrame(callFrame: CallFrame, file: SourceFile, place: SourcePlace | undefined): UserFrame {
  const line = callFrame.location.lineNumber + 1;
  const column = callFrame.location.columnNumber ?? 0;
  const functionIndex = file.functionAt(line, column);
  const functionName = withoutTicks(callFrame.functionName);
  return {
    callFrame: { ...callFrame, functionName },
    file,
    functionIndex,
    place: place ?? file.placeOfRuntime(line, column),
  };
}

/** V8 infers the name of a function that has none from what stands before it, ticks included: `$$clock.h.exports.after`. */
function withoutTicks(name: string): string {
  return name.replace(/^(?:\$\$clock\.\w+\.?)+/, "");
}

/** Path of a script's URL. */
export function pathOf(url: string): string {
  if (!url.startsWith("file://")) return url;
  const path = decodeURIComponent(new URL(url).pathname);
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1).replaceAll("/", "\\") : path;
}
