import { openApp } from "../../src/project/openApp";
import { checkSetup } from "../../src/project/setup/checkSetup";
import { readSetupFacts } from "../../src/project/setup/setupFacts";
import type { SetupFinding } from "../../src/project/setup/setupFinding";
import { memoryReader, type MemoryFiles } from "./memoryFiles";

export const bundle = `"extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)" }`;
const version = (text: string) => JSON.stringify({ version: text });

/** An app of model v4 in which everything fits. */
export const soundApp = {
  "/app/host.json": `{\n  "version": "2.0",\n  ${bundle}\n}`,
  "/app/package.json": `{\n  "main": "src/*.js",\n  "dependencies": {\n    "durable-functions": "^3.1.0"\n  }\n}`,
  "/app/local.settings.json": `{ "Values": { "FUNCTIONS_WORKER_RUNTIME": "node", "AzureWebJobsStorage": "UseDevelopmentStorage=true" } }`,
  "/app/src/order.js": `df.app.orchestration("order", f);\ndf.app.activity("charge", {});`,
  "/app/node_modules/durable-functions/package.json": version("3.1.0"),
  "/app/node_modules/@azure/functions/package.json": version("4.5.0"),
} satisfies MemoryFiles;

/** An app of model v3 in which everything fits. */
export const soundFolders = {
  "/app/host.json": soundApp["/app/host.json"],
  "/app/package.json": `{ "dependencies": { "durable-functions": "^2.1.0" } }`,
  "/app/local.settings.json": soundApp["/app/local.settings.json"],
  "/app/order/function.json": `{ "bindings": [\n  { "name": "context", "type": "orchestrationTrigger" }\n] }`,
  "/app/order/index.js": `module.exports = df.orchestrator(f);`,
  "/app/node_modules/durable-functions/package.json": version("2.1.3"),
} satisfies MemoryFiles;

/** The durable section of host.json, its members from line 4 on. */
export function durableTask(...members: readonly string[]): string {
  return `{ "version": "2.0", ${bundle},\n"extensions": {\n"durableTask": {\n${members.join(",\n")}\n} } }`;
}

export const installed = version;

/** What is found in `files`, one line each: severity, rule, place, the text there, message. */
export async function setupFindings(files: MemoryFiles): Promise<readonly string[]> {
  const reader = memoryReader(files);
  const { value, problems } = await openApp(reader, "/app");
  return checkSetup(await readSetupFacts(reader, value), problems).map((finding) => lineOf(finding, files));
}

function lineOf({ severity, rule, place, message }: SetupFinding, files: MemoryFiles): string {
  const { file, range, start } = place;
  const text = files[file];
  const there = typeof text === "string" ? text.slice(range.start, range.end) : "";
  return `${severity} ${rule} ${file}:${start.line}:${start.column} <${there}> ${message}`;
}
