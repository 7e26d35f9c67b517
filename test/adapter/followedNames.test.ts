import assert from "node:assert/strict";
import path from "node:path";
import { prepareReplay } from "../../src/runner/prepareReplay";
import { withSession } from "../support/badInput";
import { chainApp, chainFile, withApp, type AppFiles } from "../support/ownApp";
import { replayPorts } from "../support/replayPorts";

const code = chainApp({})[chainFile] ?? "";
/** The orchestrator of `chain`, registered by something else than a text. */
const looped: AppFiles = {
  [chainFile]: code
    .replace('df.app.orchestration("chain", function*', "const orchestrators = { chain: function*")
    .replace("\n});\n", "\n} };\n")
    .concat("for (const [name, handler] of Object.entries(orchestrators)) df.app.orchestration(name, handler);\n"),
  // Needs what a replay does not have.
  "src/other.js": 'throw new Error("no cloud here");\n',
};
const composed: AppFiles = {
  ...looped,
  [chainFile]: code.replace('"chain"', 'prefix + "in"').replace("\n", '\nconst prefix = "cha";\n'),
};

describe("orchestrators whose names are found by following the code", function () {
  this.timeout(30_000);

  for (const [how, files] of Object.entries({ "in a loop": looped, "by a name of two parts": composed }))
    it(`are loaded from the file that registers them: ${how}`, () =>
      withApp(files, async ({ launch, file, root }) => {
        const { app, load } = await prepareReplay(launch(), replayPorts, root);
        assert.deepEqual(load.files, [file()]);
        assert.deepEqual(
          app.functions.filter(({ kind }) => kind === "orchestration").map(({ name }) => name),
          ["chain"],
        );
        assert.ok(load.entryFiles.includes(path.join(root, "src", "other.js")));
        await withSession(async (client) => {
          await client.launch(launch());
        });
      }));
});
