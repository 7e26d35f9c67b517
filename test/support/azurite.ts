import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Secret } from "../../src/base/secret";
import type { StoredHistory } from "../../src/history/rows";
import { parseConnectionString, type StorageConnection } from "../../src/storage/connection";
import { writeHistories } from "../../src/storage/writeHistory";

/** An emulator of our own: in memory, on free loopback ports. */
export interface Azurite {
  readonly connectionString: string;
  readonly connection: StorageConnection;
  stop(): Promise<void>;
}

const account = "devstoreaccount1";
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const services = ["Blob", "Queue", "Table"] as const;
type ServiceName = (typeof services)[number];

export async function startAzurite(): Promise<Azurite> {
  // Azurite writes a little into its working folder, in memory or not.
  const folder = mkdtempSync(join(tmpdir(), "azurite-"));
  const program = join(process.cwd(), "node_modules/azurite/dist/src/azurite.js");
  const addresses = services.flatMap((service) => {
    const name = service.toLowerCase();
    return [`--${name}Host`, "127.0.0.1", `--${name}Port`, "0"];
  });
  const flags = ["--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"];
  const child = spawn(process.execPath, [program, ...flags, ...addresses], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const endpoints = await listening(child.stdout, exited);
  const connectionString = connectionStringOf(endpoints);
  return {
    connectionString,
    connection: parseConnectionString(new Secret(connectionString), "AzureWebJobsStorage"),
    async stop() {
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes recordings into the emulator, under their own hub or another. */
export async function seedHistory(
  connection: StorageConnection,
  ...histories: readonly StoredHistory[]
): Promise<void> {
  const hubs = new Set(histories.map(({ hub }) => hub));
  for (const hub of hubs) {
    await writeHistories(
      { hub, connection },
      histories.filter((stored) => stored.hub === hub),
    );
  }
}

async function listening(output: NodeJS.ReadableStream, exited: Promise<void>): Promise<Map<ServiceName, string>> {
  const endpoints = new Map<ServiceName, string>();
  let text = "";
  const ready = new Promise<void>((resolve) => {
    output.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      for (const [, service, address] of text.matchAll(/Azurite (\w+) service is successfully listening at (\S+)/g)) {
        endpoints.set(service as ServiceName, address ?? "");
      }
      if (endpoints.size === services.length) resolve();
    });
  });
  await Promise.race([ready, exited.then(() => Promise.reject(new Error(`Azurite did not start:\n${text}`)))]);
  return endpoints;
}

function connectionStringOf(endpoints: ReadonlyMap<ServiceName, string>): string {
  const parts = services.map((service) => `${service}Endpoint=${endpoints.get(service) ?? ""}/${account}`);
  return ["DefaultEndpointsProtocol=http", `AccountName=${account}`, `AccountKey=${key}`, ...parts].join(";");
}
