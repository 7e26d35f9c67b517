import fs from "node:fs";
import path from "node:path";
import { ensureApp, sampleApp } from "./apps.ts";
import { loadSource } from "./loadSource.ts";
import { inRoot } from "./root.ts";
import type * as SampleHub from "./sampleHub.ts";
import { fingerprint, isCurrent, stamp } from "./stamps.ts";

const copy = inRoot(".tools", "sample");
const notCopied = new Set([inRoot(sampleApp, "histories", "recording")]);

/**
 * A copy of the sample app to look at and to change, connected to this storage. Changes stay until the sample itself
 * changes, or `reset`.
 * @returns its folder
 */
export async function prepareSample(connectionString: string, { reset = false } = {}): Promise<string> {
  await ensureApp(sampleApp);
  const print = fingerprint([sampleApp]);
  if (reset || !isCurrent("sample", print) || !fs.existsSync(copy)) {
    fs.rmSync(copy, { recursive: true, force: true });
    // With its times: the toolkit warns when a build is older than its source.
    const filter = (source: string) => !notCopied.has(source);
    fs.cpSync(inRoot(sampleApp), copy, { recursive: true, preserveTimestamps: true, filter });
    stamp("sample", print);
  }
  connect(copy, connectionString);
  return copy;
}

/** Writes the sample's recorded runs into the storage. */
export async function fillSampleHub(connectionString: string): Promise<void> {
  const folder = inRoot(sampleApp, "histories");
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".durable-history.json"));
  const histories = files.map((name) => ({ file: name, text: fs.readFileSync(path.join(folder, name), "utf8") }));
  const { fillHub } = await loadSource<typeof SampleHub>("scripts/sampleHub.ts");
  await fillHub(connectionString, histories);
}

function connect(app: string, connectionString: string): void {
  const file = path.join(app, "local.settings.json");
  const settings = JSON.parse(fs.readFileSync(file, "utf8")) as { Values: Record<string, string> };
  settings.Values["AzureWebJobsStorage"] = connectionString;
  fs.writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}
