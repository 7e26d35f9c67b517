/** Ten orchestrators of both models in both languages, each with what a replay cannot repeat before and after waits. */
export const survivalSamples: Readonly<Record<string, string>> = {
  "/app/v4Chain.ts": v4("chain", "ts", [
    "const started = Date.now();",
    'const order = (yield context.df.callActivity("reserve", { started })) as { id: string };',
    'if (order.id === "") throw new Error(`nothing reserved at ${Date.now()}`);',
    'return yield context.df.callActivity("pay", { ...order, at: new Date() });',
  ]),
  "/app/v4Fan.ts": v4("fan", "ts", [
    "const luck = Math.random();",
    "const items: readonly string[] = context.df.getInput();",
    'const tasks = items.map((item) => context.df.callActivity("pack", { item, luck }));',
    "const packed = tasks.length ? yield context.df.Task.all(tasks) : [];",
    "return { packed, at: new Date().toISOString() };",
  ]),
  "/app/v4Timer.ts": v4("timer", "ts", [
    "const deadline = new Date(Date.now() + 60_000);",
    "const timer = context.df.createTimer(deadline);",
    'const approval = context.df.waitForExternalEvent("Approval");',
    "const winner = yield context.df.Task.any([approval, timer]);",
    "if (winner === approval) timer.cancel();",
    "return winner === timer ? Date.now() : undefined;",
  ]),
  "/app/v4Loop.js": v4("loop", "js", [
    "for (let turn = 0; turn < 3; turn++) {",
    '  const state = yield context.df.callActivity("poll", { turn, at: Date.now() });',
    '  if (state === "done") return { turn, ended: new Date() };',
    "}",
    "const wait = Math.random() * 1000;",
    "return wait;",
  ]),
  "/app/v4Try.js": v4("retry", "js", [
    "try {",
    '  yield context.df.callActivity("book", { at: Date.now() });',
    "} catch (error) {",
    '  yield context.df.callActivity("undo", { error: String(error), at: new Date() });',
    "  throw error;",
    "}",
    "return Date.now();",
  ]),
  "/app/v4Helpers.js": `${v4("helpers", "js", ["const at = stamp();", 'yield context.df.callActivity("pay", at);', "return Date.now() - at;"])}
function stamp() {
  return Date.now();
}
`,
  "/app/v3Chain.js": v3("js", [
    "const started = Date.now();",
    'const order = yield context.df.callActivity("reserve", started);',
    "const luck = Math.random();",
    'return yield context.df.callActivity("pay", { order, luck });',
  ]),
  "/app/v3Sub.js": v3("js", [
    "const parts = [1, 2, 3];",
    'for (const part of parts) yield context.df.callSubOrchestrator("part", { part, at: new Date() });',
    "context.df.setCustomStatus(`done ${parts.length}`);",
    "return { done: Date.now() };",
  ]),
  "/app/v3Chain.ts": v3("ts", [
    "const started: number = Date.now();",
    'const order = (yield context.df.callActivity("reserve", { started })) as Map<string, number>;',
    "return [...order.keys(), new Date()];",
  ]),
  "/app/v3Entity.ts": v3("ts", [
    'const cart = new df.EntityId("cart", "one");',
    'const count: number = yield context.df.callEntity(cart, "count", { at: Date.now() });',
    "const list: Array<Promise<string>> = [];",
    "return { count, list, luck: Math.random() };",
  ]),
};

function v4(name: string, language: "js" | "ts", body: readonly string[]): string {
  const type = language === "ts" ? ": OrchestrationContext" : "";
  const types = language === "ts" ? 'import type { OrchestrationContext } from "durable-functions";\n' : "";
  return `import * as df from "durable-functions";
${types}
df.app.orchestration("${name}", function* (context${type}) {
${indented(body)}
});

df.app.activity("clock", { handler: () => Date.now() });
`;
}

function v3(language: "js" | "ts", body: readonly string[]): string {
  const head =
    language === "ts"
      ? 'import * as df from "durable-functions";\n\nexport const times: Record<string, number> = {};\nconst orchestrator = df.orchestrator(function* (context) {'
      : 'const df = require("durable-functions");\n\nmodule.exports = df.orchestrator(function* (context) {';
  return `${head}
${indented(body)}
});
${language === "ts" ? "\nexport default orchestrator;\n" : ""}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}
