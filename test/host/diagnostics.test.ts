import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { commandId } from "../../src/contributions/commands";
import { prefix } from "../../src/contributions/identity";
import { eventually } from "../support/eventually";
import { activateExtension, open } from "./support/extension";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
const app = path.join(folder, "linted");
const fileOf = (name: string) => path.join(app, name);
const uriOf = (name: string) => vscode.Uri.file(fileOf(name));

const files = {
  "host.json": `{ "version": "2.0" }\n`,
  "order.js": `const df = require("durable-functions");
const { priceOf } = require("./price");

df.app.orchestration("lintedOrder", function* (context) {
  const price = priceOf(context);
  return yield context.df.callActivity("lintedCharge", price);
});
df.app.activity("lintedCharge", { handler: (price) => \`\${price} at \${Date.now()}\` });
`,
  "price.js": `const { now } = require("./clock");

exports.priceOf = (context) => ({ at: now(context) });
`,
  "clock.js": `exports.now = function (context) {
  context.df.setCustomStatus("priced");
  return 0;
};
`,
};

/** What a link to a command runs. */
const linkOf = ({ scheme, path: command, query }: vscode.Uri) => {
  assert.equal(scheme, "command");
  return { command, arguments: JSON.parse(query) as unknown[] };
};
const isPreview = (input: unknown) =>
  input instanceof vscode.TabInputWebview && input.viewType.includes("markdown.preview");
const openPage = { command: commandId("openRulePage"), arguments: ["no-wall-clock"] };

const ours = (name: string) =>
  vscode.languages.getDiagnostics(uriOf(name)).filter(({ source }) => source === "durable");
const textAt = async (name: string, range: vscode.Range) =>
  (await vscode.workspace.openTextDocument(uriOf(name))).getText(range);

async function findings(name: string, count: number): Promise<vscode.Diagnostic[]> {
  return eventually(
    () => Promise.resolve(ours(name)),
    (found) => found.length === count,
  );
}

async function type(name: string, from: string, to: string): Promise<vscode.TextEditor> {
  const editor = await open(fileOf(name));
  const { document } = editor;
  const start = document.getText().indexOf(from);
  assert.notEqual(start, -1, `${from} in ${name}`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  await editor.edit((edit) => edit.replace(range, to));
  return editor;
}

async function actionsAt(
  name: string,
  { range }: Pick<vscode.Diagnostic, "range">,
  kind = vscode.CodeActionKind.QuickFix,
) {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uriOf(name),
    range,
    kind.value,
    20,
  );
}

async function apply(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const action = actions.find((each) => each.title.includes(title));
  assert.ok(action?.edit, `${title} among ${actions.map((each) => each.title).join(" | ")}`);
  await vscode.workspace.applyEdit(action.edit);
}

describe("diagnostics in VS Code", () => {
  before(async () => {
    fs.mkdirSync(app, { recursive: true });
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(fileOf(name), text);
    await activateExtension();
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    fs.rmSync(app, { recursive: true, force: true });
  });

  afterEach(async () => {
    for (const name of ["clock.js", "order.js"] as const) {
      const { document } = await open(fileOf(name));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), files[name]);
      await vscode.workspace.applyEdit(edit);
      await document.save();
    }
    await findings("order.js", 0);
  });

  it("appear while typing, in every file of the way, with the way to what is wrong", async () => {
    await type("clock.js", "return 0", "return Date.now()");
    const [sink] = await findings("clock.js", 1);
    const [link] = await findings("price.js", 1);
    const [call] = await findings("order.js", 1);
    assert.ok(sink && link && call);
    const texts = [
      await textAt("order.js", call.range),
      await textAt("price.js", link.range),
      await textAt("clock.js", sink.range),
    ];
    assert.deepEqual(texts, ["priceOf(context)", "now(context)", "Date.now()"]);
    for (const each of [sink, link, call]) {
      assert.equal(each.severity, vscode.DiagnosticSeverity.Warning);
      assert.match(each.message, /^Date\.now\(\) gives a new value on each replay\. Use context\.df\./);
      assert.deepEqual(
        each.relatedInformation?.map(({ message }) => message),
        ["the orchestrator calls priceOf", "priceOf calls now", "in now"],
      );
      const { value, target } = each.code as { value: string; target: vscode.Uri };
      assert.equal(value, "no-wall-clock");
      assert.deepEqual(linkOf(target), openPage);
    }
  });

  it("lead to the page of their rule as a reader sees it, by their code and by the lamp", async () => {
    await type("clock.js", "return 0", "return Date.now()");
    const [found] = await findings("clock.js", 1);
    assert.ok(found);
    const { target } = found.code as { target: vscode.Uri };
    const lamp = (await actionsAt("clock.js", found)).find(({ title }) => title === "Open the page of no-wall-clock");
    assert.ok(lamp?.command);
    for (const link of [linkOf(target), lamp.command]) {
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await vscode.commands.executeCommand(link.command, ...((link.arguments ?? []) as unknown[]));
      await eventually(
        () => Promise.resolve(vscode.window.tabGroups.all.flatMap((group) => group.tabs)),
        (tabs) => tabs.some(({ label, input }) => label === "Preview no-wall-clock.md" && isPreview(input)),
      );
    }
  });

  it("are fixed where the clock is read, also from the orchestrator's call", async () => {
    await type("clock.js", "return 0", "return Date.now()");
    const [call] = await findings("order.js", 1);
    assert.ok(call);
    const actions = await actionsAt("order.js", call);
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes("Use context.df.currentUtcDateTime in clock.js"), titles.join(" | "));
    await apply(actions, "in clock.js");
    assert.match((await vscode.workspace.openTextDocument(uriOf("clock.js"))).getText(), /return context\.df\.curr/);
    await findings("order.js", 0);
    await findings("clock.js", 0);
  });

  it("survive code that does not parse", async () => {
    await type("clock.js", "return 0", "return Date.now()");
    await findings("clock.js", 1);
    const editor = await type("order.js", "return yield", "const x = {\n  return yield");
    await eventually(
      () => Promise.resolve(ours("order.js").map(({ range }) => editor.document.getText(range))),
      (texts) => texts.includes("priceOf(context)"),
    );
    assert.equal(ours("clock.js").length, 1);
  });

  it("are all fixed by one rule, and on request of the editor", async () => {
    await type("clock.js", "return 0", "return Date.now() + Date.now()");
    const [first] = await findings("clock.js", 2);
    assert.ok(first);
    await apply(await actionsAt("clock.js", first), "Fix all no-wall-clock findings in this file");
    await findings("clock.js", 0);
    await type("clock.js", "return context", "return Date.now() + context");
    const fixAll = vscode.CodeActionKind.SourceFixAll.append("durable");
    // Asked at once: it waits for the check of what was typed just now.
    const actions = await actionsAt("clock.js", { range: new vscode.Range(0, 0, 0, 0) }, fixAll);
    await apply(actions, "Fix all");
    assert.doesNotMatch((await vscode.workspace.openTextDocument(uriOf("clock.js"))).getText(), /Date\.now/);
  });

  it("have a severity of the user's, or none, and go away with the setting", async () => {
    const configuration = vscode.workspace.getConfiguration(prefix);
    const set = (name: string, value: unknown) => configuration.update(name, value, vscode.ConfigurationTarget.Global);
    await type("clock.js", "return 0", "return Date.now()");
    await findings("order.js", 1);
    await set("lint.rules", { "no-wall-clock": "error", "no-such-rule": "loud" });
    await eventually(
      () => Promise.resolve(ours("order.js")),
      ([found]) => found?.severity === vscode.DiagnosticSeverity.Error,
    );
    await set("lint.rules", { "no-wall-clock": "off" });
    await findings("order.js", 0);
    await set("lint.rules", undefined);
    await findings("order.js", 1);
    await set("lint.enabled", false);
    await findings("order.js", 0);
    await set("lint.enabled", undefined);
    await findings("order.js", 1);
  });

  it("have the severity of their folder's settings, and go away with its check", async () => {
    const configuration = vscode.workspace.getConfiguration(prefix, vscode.Uri.file(folder));
    const set = (name: string, value: unknown) =>
      configuration.update(name, value, vscode.ConfigurationTarget.WorkspaceFolder);
    const hadSettings = fs.existsSync(path.join(folder, ".vscode"));
    await type("clock.js", "return 0", "return Date.now()");
    await findings("order.js", 1);
    await set("lint.rules", { "no-wall-clock": "info" });
    await eventually(
      () => Promise.resolve(ours("order.js")),
      ([found]) => found?.severity === vscode.DiagnosticSeverity.Information,
    );
    await set("lint.enabled", false);
    await findings("order.js", 0);
    await set("lint.enabled", undefined);
    await findings("order.js", 1);
    await set("lint.rules", undefined);
    if (!hadSettings) fs.rmSync(path.join(folder, ".vscode"), { recursive: true });
  });

  it("can be disabled for a line, with a reason", async () => {
    await type("order.js", "const price = priceOf(context)", "const price = Date.now()");
    const [found] = await findings("order.js", 1);
    assert.ok(found);
    const actions = await actionsAt("order.js", found);
    await apply(actions, "Disable no-wall-clock for this line…");
    const { document } = await open(fileOf("order.js"));
    assert.equal(document.lineAt(4).text.trimEnd(), "  // durable-disable-next-line no-wall-clock:");
    assert.equal(document.lineAt(5).text, "  const price = Date.now();");
  });
});
