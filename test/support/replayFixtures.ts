import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { decodeHistory } from "../../src/history/decodeHistory";
import type { History } from "../../src/history/history";
import { parseHistoryFile, type HistoryFile } from "../../src/history/historyFile";

/** One entry of test/fixtures/histories/index.json. */
export interface Recording {
  readonly file: string;
  readonly app: string;
  readonly overlay?: string;
  readonly kind: "orchestration" | "entity";
  readonly orchestrator: string;
  readonly instanceId: string;
  readonly sdk: string;
  readonly status: string;
  readonly outcome: string;
  readonly episodes: number;
  readonly events: number;
}

export interface OwnRecording extends Recording {
  /** Why the outcome is not what the status says. */
  readonly why?: string;
}

export const fixtures = join(process.cwd(), "test/fixtures");

/** Everything that was recorded, entities too. */
export function recordings(): readonly Recording[] {
  return readJson("histories/index.json") as Recording[];
}

/** What we recorded beside those, see test/fixtures/histories/README.md; orchestrations only. */
export function ownRecordings(): readonly OwnRecording[] {
  return readJson("histories/own-index.json") as OwnRecording[];
}

/** Recordings of orchestrations on SDK 3.5.0, which work in this process. */
export function orchestrationRecordings(): readonly Recording[] {
  return recordings().filter(({ sdk, kind }) => kind === "orchestration" && sdk === "3.5.0");
}

export function inflate(base64: string): string {
  return gunzipSync(Buffer.from(base64, "base64")).toString("utf8");
}

/** `file` is relative to test/fixtures/histories, e.g. `v4-js/chain.json`. */
export function readRecording(file: string): HistoryFile {
  const { value, problems } = parseHistoryFile(readFileSync(join(fixtures, "histories", file), "utf8"));
  if (!value) throw new Error(`${file}: ${JSON.stringify(problems)}`);
  return value;
}

export function historyOf(file: string): History {
  return decodeHistory(readRecording(file).main, inflate).value;
}

/** `file` is relative to test/fixtures. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, file), "utf8"));
}
