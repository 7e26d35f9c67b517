import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { eventually } from "../support/eventually";
import { activateExtension, open, samplePath } from "./support/extension";

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
const app = path.join(workspace, "named");
const orchestrator = "src/functions/orderOrchestrator.ts";
const fileOf = (name: string) => path.join(app, name);

/** The document of a file of the app and the position of `|` in a piece of its text. */
async function cursor(name: string, piece: string) {
  const { document } = await open(fileOf(name));
  const start = document.getText().indexOf(piece.replace("|", ""));
  assert.notEqual(start, -1, `${piece} in ${name}`);
  return { document, uri: document.uri, position: document.positionAt(start + piece.indexOf("|")) };
}

/** `file: line` of each place, in alphabetical order. */
async function written(places: readonly (vscode.Location | vscode.LocationLink)[]): Promise<readonly string[]> {
  const lines = places.map(async (place) => {
    const [uri, range] = "uri" in place ? [place.uri, place.range] : [place.targetUri, place.targetRange];
    const document = await vscode.workspace.openTextDocument(uri);
    return `${path.basename(uri.fsPath)}: ${document.lineAt(range.start.line).text.trim()}`;
  });
  return (await Promise.all(lines)).sort();
}

describe("names of functions in VS Code", () => {
  before(async () => {
    fs.mkdirSync(app, { recursive: true });
    for (const part of ["src", "host.json", "package.json"])
      fs.cpSync(samplePath(part), fileOf(part), { recursive: true });
    await activateExtension();
    // The thread that knows the names has heard of the new app.
    const { uri, position } = await cursor(orchestrator, '"price|Line"');
    await eventually(
      () => vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position),
      (hovers) => textsOf(hovers).includes("activity"),
    );
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    fs.rmSync(app, { recursive: true, force: true });
  });

  it("are explained with kind, place and the types that the code states", async () => {
    const { uri, position } = await cursor(orchestrator, '"price|Line"');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
    const text = textsOf(hovers);
    assert.match(text, /\*\*activity\*\* `priceLine` · `src\/functions\/activities\.ts:\d+`/);
    assert.match(text, /Input: `OrderLine`/);
    assert.match(text, /Output: `Cents`/);
  });

  it("are offered in the call that takes them, while the code does not parse", async () => {
    const { document, uri } = await cursor(orchestrator, "|");
    const marker = "  const total = totalOf(lines);";
    const start = document.positionAt(document.getText().indexOf(marker));
    const typed = '  yield context.df.callActivity("re';
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, start, `${typed}\n`);
    await vscode.workspace.applyEdit(edit);
    try {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        uri,
        start.translate(0, typed.length),
      );
      const names = list.items.filter(({ detail }) => detail?.startsWith("activity, ")).map(({ label }) => label);
      assert.deepEqual(names, [
        ...["bookCarrier", "chargePayment", "priceLine", "printLabel"],
        ...["releaseStock", "requestApproval", "reserveStock"],
      ]);
    } finally {
      await vscode.commands.executeCommand("undo");
    }
  });

  it("lead to the function, and an event to who waits for it", async () => {
    const definitions = async (name: string, piece: string) => {
      const { uri, position } = await cursor(name, piece);
      type Found = (vscode.Location | vscode.LocationLink)[];
      return written(await vscode.commands.executeCommand<Found>("vscode.executeDefinitionProvider", uri, position));
    };
    assert.deepEqual(await definitions(orchestrator, '"price|Line"'), [
      "activities.ts: handler: (line: OrderLine): Cents => {",
    ]);
    assert.deepEqual(await definitions("src/functions/http.ts", '"Appro|val"'), [
      'approval.ts: const answer = context.df.waitForExternalEvent("Approval");',
    ]);
  });

  it("are found wherever they are named, with the registration", async () => {
    const { uri, position } = await cursor("src/functions/http.ts", '"order|Orchestrator"');
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      uri,
      position,
    );
    assert.deepEqual(await written(found), [
      'http.ts: const instanceId = await client.startNew("orderOrchestrator", { instanceId: instanceIdOf(order.id), input: order });',
      'orderOrchestrator.ts: df.app.orchestration("orderOrchestrator", orderOrchestrator);',
    ]);
  });

  it("are changed everywhere at once, and not into a name that is taken", async () => {
    const { uri, position } = await cursor("src/orders/approval.ts", '"request|Approval"');
    const rename = (name: string) =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>("vscode.executeDocumentRenameProvider", uri, position, name);
    const edit = await rename("askForApproval");
    const files = edit.entries().map(([{ fsPath }, edits]) => [path.basename(fsPath), ...edits.map((e) => e.newText)]);
    assert.deepEqual(files.sort(), [
      ["activities.ts", "askForApproval"],
      ["approval.ts", "askForApproval"],
    ]);
    await assert.rejects(
      async () => rename("priceline"),
      /The name priceline is taken: src\/functions\/activities\.ts:\d+/,
    );
  });

  it("are among the symbols of the workspace", async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      "vscode.executeWorkspaceSymbolProvider",
      "shipOrd",
    );
    const found = symbols.filter(({ location }) => location.uri.fsPath.startsWith(app));
    assert.ok(
      found.some(({ name, containerName }) => name === "shipOrder" && containerName === "orchestrator"),
      JSON.stringify(found),
    );
  });
});

function textsOf(hovers: readonly vscode.Hover[]): string {
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((each) => (typeof each === "string" ? each : (each as vscode.MarkdownString).value)).join("\n");
}
