import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import js from "@eslint/js";
import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { nodeFiles } from "../../src/node/files";
import { openApp } from "../../src/project/openApp";
import { commandLine } from "../support/commandLine";
import { beginAll } from "../support/firstEpisodes";
import { olderNode } from "../support/olderNode";
import { everyRequest, scaffoldApp, type ScaffoldedApp, type Variant } from "../support/scaffoldedApp";

const run = promisify(execFile);
const compiler = path.resolve("node_modules/typescript/bin/tsc");

const languages = ["typescript", "javascript"] as const;
const variants = [
  ...(["v4", "v3"] as const).flatMap((model) =>
    languages.flatMap((language) =>
      (["commonjs", "module"] as const).map((moduleSystem): Variant => ({ model, language, moduleSystem })),
    ),
  ),
  ...languages.map((language): Variant => ({ model: "v3", language, moduleSystem: "commonjs", sdk: "1.5.4" })),
];

/** The activity that each orchestrator calls first. */
const firstCalls: Readonly<Record<string, string>> = {
  runChain: "runChainReserve",
  runFanOut: "runFanOutList",
  runAsyncHttp: "runAsyncHttpPrepare",
  runMonitor: "runMonitorLook",
  runHumanApproval: "runHumanApprovalAsk",
  runEternal: "runEternalWork",
  runSaga: "runSagaReserve",
  runRetry: "runRetryCall",
  processItem: "processItemReserve",
};

/** What every orchestrator can begin with. */
const anyInput = { id: "42", amount: 5, approver: "Kim", jobId: "7", number: 1 };

describe("apps of generated functions", function () {
  this.timeout(180_000);
  for (const variant of variants) {
    const { model, language, moduleSystem, sdk } = variant;
    describe(`of model ${model} in ${language}, ${moduleSystem}${sdk ? `, SDK ${sdk}` : ""}`, () => {
      let app: ScaffoldedApp;
      before(async () => {
        app = await scaffoldApp(variant);
      });
      after(() => {
        fs.rmSync(app.root, { recursive: true, force: true });
      });

      if (language === "typescript")
        it("pass tsc, strict or not, and are built", async () => {
          assert.equal(await compile(app.root, "--strict", "false", "--noEmit"), "");
          const more = [
            ...["--noUnusedLocals", "--noUnusedParameters", "--noImplicitReturns"],
            ...["--noUncheckedIndexedAccess", "--noPropertyAccessFromIndexSignature", "--exactOptionalPropertyTypes"],
          ];
          assert.equal(await compile(app.root, "--strict", "true", ...more), "");
        });

      it("have no finding of our own, and none of ESLint's recommended rules", async () => {
        const { out, error } = await commandLine(["lint", app.root, "--format", "json"], {});
        assert.deepEqual(JSON.parse(out), [], error);
        assert.deepEqual(eslintMessages(app), []);
      });

      it("load with the real SDK, each function under its name", async () => {
        const { value } = await openApp(nodeFiles, app.root);
        const names = value.functions.map(({ name }) => name);
        const missing = everyRequest.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
        assert.deepEqual([missing, new Set(names).size], [[], names.length]);
        const loaded = value.functions.flatMap(({ loadedFile }) => loadedFile ?? []);
        assert.equal(loaded.length, names.length);
        assert.deepEqual(await exportsOf([...new Set(loaded)]), model === "v3" ? ["function"] : []);
      });

      it("replay the first episode of each orchestrator to its first activity", async () => {
        const names = Object.keys(firstCalls);
        const node = model === "v4" ? process.execPath : olderNode;
        const outcomes = await beginAll(app.root, names, anyInput, node);
        const seen = outcomes.map(({ outcome, waitingFor, warnings }, index) => [
          names[index],
          [outcome, ...(waitingFor ?? []).map((wait) => `${wait.kind} ${wait.name ?? ""}`), ...warnings],
        ]);
        const expected = Object.entries(firstCalls).map(([name, first]) => [name, ["waiting", `activity ${first}`]]);
        assert.deepEqual(seen, expected);
      });
    });
  }
});

/** What tsc says; nothing when the code is sound. */
async function compile(root: string, ...options: readonly string[]): Promise<string> {
  try {
    return (await run(process.execPath, [compiler, "-p", root, ...options])).stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { readonly stdout: string; readonly stderr: string };
    return stdout || stderr || message;
  }
}

function eslintMessages({ root, codeFiles, language }: ScaffoldedApp): readonly string[] {
  const globals = { require: "readonly", module: "writable" } as const;
  const config = language === "typescript" ? tseslint.configs.recommended : [];
  const linter = new Linter({ cwd: root });
  return codeFiles.flatMap((file) =>
    linter
      .verify(
        fs.readFileSync(file, "utf8"),
        [
          { files: ["**/*.{js,ts}"], languageOptions: { globals } },
          js.configs.recommended,
          ...(config as Linter.Config[]),
        ],
        { filename: file },
      )
      .map(({ line, ruleId, message }) => `${path.relative(root, file)}:${line} ${ruleId ?? ""} ${message}`),
  );
}

/** The kinds of what the files export, after each was loaded in a process of its own that has nothing of ours. */
async function exportsOf(files: readonly string[]): Promise<readonly string[]> {
  const script = `const kinds = new Set();
for (const file of JSON.parse(process.argv[1])) {
  const loaded = await import(file);
  const main = loaded.default?.default ?? loaded.default;
  if (main !== undefined && Object.keys(main).length + (typeof main === "function") > 0) kinds.add(typeof main);
}
console.log(JSON.stringify([...kinds]));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(files)]);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as string[];
}
