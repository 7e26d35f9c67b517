import fs from "node:fs";
import path from "node:path";
import { parseHistoryFile } from "../../src/history/historyFile";
import type { StoredHistory } from "../../src/history/rows";
import { seedHistory, startAzurite } from "./azurite";
import { sample } from "./debugFixtures";

/** The sample app as a user has it: installed, built, and its task hub filled. */
export interface SampleWorkspace {
  readonly folder: string;
  /** As when the user closes Azurite. */
  stopStorage(): Promise<void>;
  dispose(): Promise<void>;
}

const output = path.resolve("test/output");
const parts = ["src", "dist", "histories", ".vscode", "host.json", "package.json", "tsconfig.json"];

/** A copy of the sample on an Azurite of its own, with all recorded instances in the hub. */
export async function openSampleWorkspace(): Promise<SampleWorkspace> {
  const azurite = await startAzurite();
  await seedHistory(azurite.connection, ...sampleHistories());
  // Below the project, whose packages hold the types of Node that the sample is compiled with.
  fs.mkdirSync(output, { recursive: true });
  const folder = fs.mkdtempSync(path.join(output, "orders-"));
  for (const part of parts)
    fs.cpSync(path.join(sample, part), path.join(folder, part), { recursive: true, preserveTimestamps: true });
  fs.symlinkSync(path.join(sample, "node_modules"), path.join(folder, "node_modules"));
  const Values = { FUNCTIONS_WORKER_RUNTIME: "node", AzureWebJobsStorage: azurite.connectionString };
  fs.writeFileSync(path.join(folder, "local.settings.json"), JSON.stringify({ IsEncrypted: false, Values }));
  return {
    folder,
    stopStorage: () => azurite.stop(),
    dispose: async () => {
      await azurite.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every recorded instance of the sample, as storage holds it. */
export function sampleHistories(): readonly StoredHistory[] {
  const folder = path.join(sample, "histories");
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".durable-history.json"));
  return files.flatMap((name) => {
    const { value } = parseHistoryFile(fs.readFileSync(path.join(folder, name), "utf8"));
    return value ? [value.main, ...value.related] : [];
  });
}
