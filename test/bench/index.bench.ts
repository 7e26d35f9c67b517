import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import { createLintSession } from "../../src/analysis/lintSession";
import type { AppIndex } from "../../src/analysis/names/appIndex";
import { NodeSourceFiles } from "../../src/node/sourceFiles";
import { benchmark, median, timed, type Measured } from "../support/benchmark";
import { generateWorkspace, type GeneratedWorkspace } from "../support/generatedWorkspace";

const sizes = [100, 1_000];
const repetitions = 5;
/** Orchestrators in which a statement is typed, letter by letter. */
const typedFiles = 4;
const behind = "let sum = 0;";
const statement = '\n  yield context.df.callActivity("work1", order);';

/** The functions of an app with what names them, against TypeScript's parser, without which nobody gets far. */
benchmark("index", async () => {
  const rows: Measured[] = [];
  for (const size of sizes) {
    const workspace = generateWorkspace(size);
    const folder = write(workspace);
    try {
      rows.push(...(await fromNothing(size, workspace, folder)), ...(await edited(size, workspace, folder)));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }
  return rows;
});

async function fromNothing(size: number, workspace: GeneratedWorkspace, folder: string): Promise<readonly Measured[]> {
  const files = workspace.codeFiles.map((file) => inFolder(folder, file));
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let done = 0; done < repetitions; done++) {
    baseline.push(await timed(() => files.forEach((file) => parse(file, fs.readFileSync(file, "utf8")))));
    let index: AppIndex | undefined;
    ours.push(await timed(() => (index = createLintSession(new NodeSourceFiles()).names().functions(folder))));
    checkIndex(index, workspace);
  }
  const row = (what: string, mine: number) => ({
    what,
    size,
    ours: mine,
    baseline: median(baseline),
    target: "≤ 1.5 s",
  });
  return [row("from nothing", median(ours)), row("from nothing, the first time", ours[0] ?? Number.NaN)];
}

async function edited(size: number, workspace: GeneratedWorkspace, folder: string): Promise<readonly Measured[]> {
  const session = createLintSession(new NodeSourceFiles());
  session.names().functions(folder);
  const ours: number[] = [];
  const baseline: number[] = [];
  for (const each of workspace.cleanOrchestrators.slice(0, typedFiles)) {
    const file = inFolder(folder, each);
    const whole = workspace.files[each] ?? "";
    const offset = whole.indexOf(behind) + behind.length;
    for (let key = 1; key <= statement.length; key++) {
      const text = whole.slice(0, offset) + statement.slice(0, key) + whole.slice(offset);
      baseline.push(await timed(() => parse(file, text)));
      ours.push(
        await timed(() => {
          session.change([{ file, text }]);
          session.names().functions(folder);
        }),
      );
    }
    const uses = session.names().functions(folder).uses;
    assert.ok(
      uses.some(({ name, place }) => name === "work1" && place.file === file),
      "what was typed is indexed",
    );
  }
  const row = (what: string, mine: number, target: string) => ({
    what,
    size,
    ours: mine,
    baseline: median(baseline),
    target,
  });
  return [row("one edited file, p50", median(ours), "–"), row("one edited file, p95", late(ours), "p95 ≤ 10 ms")];
}

function checkIndex(index: AppIndex | undefined, workspace: GeneratedWorkspace): void {
  const expected = workspace.badOrchestrators.length + workspace.cleanOrchestrators.length;
  const found = index?.functions.filter(({ kind, handler }) => kind === "orchestration" && handler) ?? [];
  assert.equal(found.length, expected, "every orchestrator is found, with its handler");
  assert.ok(
    index?.uses.every(({ from }) => from.length === 1),
    "every use is known to be an orchestrator's",
  );
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function write({ files }: GeneratedWorkspace): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-index-")));
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(inFolder(folder, file)), { recursive: true });
    fs.writeFileSync(inFolder(folder, file), text);
  }
  return folder;
}

function inFolder(folder: string, file: string): string {
  return path.join(folder, file.replace("/workspace/", ""));
}

function late(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}
