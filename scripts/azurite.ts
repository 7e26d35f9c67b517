import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { endProcess } from "./process.ts";
import { inRoot } from "./root.ts";

/** Azurite's well-known account; it guards nothing. */
const ACCOUNT = "devstoreaccount1";
const KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const START_LIMIT_MS = 60_000;

export interface Azurite {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Starts tables, blobs and queues in memory, on ports of 127.0.0.1 that the system chooses. */
export async function startAzurite(): Promise<Azurite> {
  const services = ["blob", "queue", "table"] as const;
  const endpoints = services.flatMap((name) => [`--${name}Host`, "127.0.0.1", `--${name}Port`, "0"]);
  const flags = ["--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"];
  const program = inRoot("node_modules/azurite/dist/src/azurite.js");
  const child = spawn(process.execPath, [program, ...flags, ...endpoints], { stdio: ["ignore", "pipe", "pipe"] });
  const [blob, queue, table] = await listening(child, services);
  const connectionString = [
    "DefaultEndpointsProtocol=http",
    `AccountName=${ACCOUNT}`,
    `AccountKey=${KEY}`,
    `BlobEndpoint=${blob ?? ""}/${ACCOUNT}`,
    `QueueEndpoint=${queue ?? ""}/${ACCOUNT}`,
    `TableEndpoint=${table ?? ""}/${ACCOUNT}`,
  ].join(";");
  return { connectionString, stop: () => endProcess(child) };
}

/** The address of each service, once all listen. */
function listening(child: ChildProcess, services: readonly string[]): Promise<(string | undefined)[]> {
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill("SIGKILL");
      reject(new Error(`Azurite did not start (${why}).\n${output}`));
    };
    const timer = setTimeout(() => fail(`waited ${String(START_LIMIT_MS / 1000)} s`), START_LIMIT_MS);
    const read = (text: string) => {
      output += text;
      const addresses = services.map(
        (name) => new RegExp(`Azurite ${name} service is successfully listening at (\\S+)`, "i").exec(output)?.[1],
      );
      if (addresses.includes(undefined)) return;
      clearTimeout(timer);
      resolve(addresses);
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
    child.once("exit", (code) => fail(`it ended with exit code ${String(code)}`));
    child.once("error", (error) => fail(error.message));
  });
}
