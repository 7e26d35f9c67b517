import { messageOf } from "../../base/errors";
import { historyFileSuffix } from "../../contributions/identity";
import { ageOf, lastChangeOf } from "../instances/words";
import { count, countsOf } from "./listing";
import type { LoadedSource } from "./loadedSource";
import type { InstanceRow } from "./nodes";
import { plainText } from "../plainText";

/** What a row says: a label, and paler words after it. */
export interface RowText {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
}

/** "TestHubName", "this project · 2 failed, 1 running, 9 completed". */
export function sourceText({ source, state, instances, isLoading }: LoadedSource): RowText {
  const facts = [source.where];
  if (instances?.all.length) facts.push(countsOf(instances.groups) + (instances.isComplete ? "" : ", and more"));
  else if (isLoading && !instances) facts.push("connecting…");
  else if (state.kind === "idle" && !source.isLocal) facts.push("click to connect");
  const description = facts.filter(Boolean).join(" · ");
  // The view is narrow: what does not fit is read on hover.
  return { label: source.label, description, tooltip: `${source.label} · ${description}` };
}

/** "order-7f3", "2 min ago · orderOrchestrator"; the status stands above it, or in the icon. `now`: ms since 1970. */
export function instanceText({ listed: { instance, history } }: InstanceRow, now: number): RowText {
  const facts = [ageOf(lastChangeOf(instance), now), instance.name, fileName(history)].filter(Boolean);
  const lines = [
    instance.instanceId,
    `${instance.name}: ${instance.runtimeStatus}`,
    line("Created", instance.createdAt),
    line("Last updated", instance.lastUpdatedAt),
    line("Ended", instance.completedAt),
    line("Sub-orchestration of", instance.parentInstanceId),
    line("Custom status", customStatus(instance.customStatus)),
    line("File", history),
  ];
  return {
    label: instance.instanceId,
    description: facts.join(" · "),
    tooltip: lines.filter((text) => text !== undefined).join("\n"),
  };
}

/** The first sentence of an error, and what follows it. */
export function errorText(error: unknown): RowText {
  const message = plainText(messageOf(error));
  const [, first = message, rest = ""] = /^(.+?[.!])\s+(.*)$/s.exec(message) ?? [];
  return { label: first.replace(/\.$/, ""), description: rest, tooltip: message };
}

/** "Load more…", "120 more". */
export function moreText(left: number | undefined): RowText {
  return {
    label: "Load more…",
    description: left === undefined ? "the counts are of what was read so far" : `${count(left)} more`,
  };
}

/** Without folders, and without the ending that all have. */
function fileName(file: string | undefined): string {
  return (file?.split(/[\\/]/).at(-1) ?? "").replace(historyFileSuffix, "");
}

function line(what: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${what}: ${value}`;
}

function customStatus(text: string | undefined): string | undefined {
  return text === undefined || text === "" || text === "null" ? undefined : text.slice(0, 200);
}
