import * as fs from "node:fs/promises";
import * as path from "node:path";
import { historyFileSuffix } from "../../contributions/identity";
import type { LaunchArguments } from "../../contributions/launchArguments";
import { sessionName } from "../instances/words";

/** Bytes at the beginning of a history file in which its own id stands, before rows that may be many. */
const headLength = 4096;

/** What the session is called: by the instance, also that of a history file; by the file when it does not say. */
export async function replayName({ appRoot = "", instanceId, history }: LaunchArguments): Promise<string> {
  if (instanceId !== undefined) return sessionName(instanceId);
  if (history === undefined) return sessionName("recent instance");
  const own = await idInFile(path.resolve(appRoot, history));
  return sessionName(own ?? path.basename(history, historyFileSuffix));
}

async function idInFile(file: string): Promise<string | undefined> {
  const text = await headOf(file).catch(() => "");
  const [, id] = /"instanceId"\s*:\s*("(?:[^"\\]|\\.)+")/.exec(text) ?? [];
  return id === undefined ? undefined : textOf(id);
}

async function headOf(file: string): Promise<string> {
  const handle = await fs.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function textOf(json: string): string | undefined {
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}
