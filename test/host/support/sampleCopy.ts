import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { samplePath } from "./extension";

/** A copy of the sample without its packages, to be edited, or to use another storage account. Whoever asks removes it. */
export function copySample(connectionString = "UseDevelopmentStorage=true"): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "durable-sample-")));
  for (const part of ["src", "dist", "host.json", "package.json", "tsconfig.json"])
    fs.cpSync(samplePath(part), path.join(folder, part), { recursive: true, preserveTimestamps: true });
  const Values = { AzureWebJobsStorage: connectionString };
  fs.writeFileSync(path.join(folder, "local.settings.json"), JSON.stringify({ IsEncrypted: false, Values }));
  return folder;
}
