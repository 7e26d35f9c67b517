import { parsed, type Parsed } from "../base/parsed";
import type { Inflate } from "./blobs";
import { decodeHistory } from "./decodeHistory";
import type { History } from "./history";
import type { StoredHistory } from "./rows";

/** A history that was read; decoding a long one takes as long as much else that needs the name of the orchestrator only. */
export interface UndecodedHistory {
  /** That has started, as the rows say at first sight; the decoded history has the last word. */
  readonly orchestrator: string | undefined;
  decode(): Parsed<History>;
}

export function undecodedHistory(stored: Parsed<StoredHistory>, inflate: Inflate): UndecodedHistory {
  return {
    orchestrator: orchestratorOf(stored.value),
    decode: () => {
      const { value, problems } = decodeHistory(stored.value, inflate);
      return parsed(value, [...stored.problems, ...problems]);
    },
  };
}

function orchestratorOf({ history }: StoredHistory): string | undefined {
  const started = history.find((row) => row["EventType"]?.[1] === "ExecutionStarted");
  const name = started?.["Name"]?.[1];
  return typeof name === "string" && name !== "" ? name : undefined;
}
