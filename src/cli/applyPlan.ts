import { mkdir, open, readFile, realpath, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { messageOf, ToolkitError } from "../base/errors";
import { withEdits, type FileEdits, type Plan } from "../scaffold/plan";

/**
 * Writes a plan. Throws `not-generated` when something cannot be written, and then the tree is as it was: what was created is
 * gone, what was changed has its old text.
 */
export async function applyPlan(plan: Pick<Plan, "files" | "edits">): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  let at = "";
  try {
    for (const { file, text } of plan.files) {
      at = file;
      for (const folder of await madeFolders(path.dirname(file))) undo.push(() => rmdir(folder));
      // Never over a file that came in the meantime.
      const handle = await open(file, "wx");
      undo.push(() => rm(file));
      await handle.writeFile(text).finally(() => handle.close());
    }
    for (const edits of plan.edits) {
      at = edits.file;
      undo.push(await changeFile(edits));
    }
  } catch (error) {
    // One that fails does not keep the others from being taken back.
    for (const step of undo.reverse()) await step().catch(() => undefined);
    const text = `${at} cannot be written: ${messageOf(error)}. Nothing was changed.`;
    throw new ToolkitError("not-generated", text, { cause: error });
  }
}

/** The folders that had to be made, the outermost first. */
async function madeFolders(folder: string): Promise<readonly string[]> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return [];
  const inner = path.relative(first, folder).split(path.sep).filter(Boolean);
  return [first, ...inner.map((_, index) => path.join(first, ...inner.slice(0, index + 1)))];
}

/** Returns what takes the change back. */
async function changeFile({ file: shown, edits }: FileEdits): Promise<() => Promise<unknown>> {
  const file = await realpath(shown);
  const before = await readFile(file, "utf8");
  await replaceFile(file, withEdits(before, edits));
  return () => writeFile(file, before);
}

/** In one step, so that nobody reads half a file. */
async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.durable-toolkit-new`;
  try {
    await writeFile(beside, text, { flag: "wx", mode: (await stat(file)).mode });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
