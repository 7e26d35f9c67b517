import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** The chain of the app `v4-js`, written with everything that ECMAScript modules have and CommonJS has not. */
const files: Readonly<Record<string, string>> = {
  "host.json": JSON.stringify({ version: "2.0" }),
  "package.json": JSON.stringify({
    name: "modules",
    type: "module",
    main: "src/functions/*.js",
    dependencies: { "durable-functions": "*" },
  }),
  "src/cities.json": JSON.stringify(["Tokyo", "Seattle", "London"]),
  "src/greeting.cjs": 'exports.activity = "hello";\n',
  "src/greet.mjs": `import { activity } from "./greeting.cjs";

export let greeted = 0;

export function* greet(context, city) {
  const greeting = yield context.df.callActivity(activity, city);
  greeted++;
  return greeting;
}
`,
  "src/functions/chain.js": `import path from "node:path";
import * as df from "durable-functions";
import cities from "../cities.json" with { type: "json" };

const { greet } = await import("../greet.mjs");
const file = path.basename(import.meta.url);

df.app.orchestration("chain", function* (context) {
  const greetings = [];
  for (const city of cities) {
    greetings.push(yield* greet(context, city));
  }
  console.log(file);
  return greetings;
});
`,
};

/** Writes the app into a new folder, which the caller removes. */
export function writeModulesApp(): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-toolkit-modules-")));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  fs.symlinkSync(path.resolve("test/fixtures/apps/v4-js/node_modules"), path.join(root, "node_modules"));
  return root;
}
