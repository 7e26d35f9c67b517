import type { Problem } from "../base/parsed";
import type { HistoryEvent } from "../history/events";
import type { History } from "../history/history";
import type { FunctionApp } from "../project/functionApp";

/** From here on SDK 1.x takes minutes (design page replay D: 501 episodes 15 s, growing with the square). */
const manyActivities = 3_000;

/** From here on the history itself takes seconds: what is read, sent and handed to the code. */
const manyEvents = 50_000;
const manyCharacters = 20_000_000;

/** For a message that time is up: what besides the code takes it; empty for a history of usual length. */
export function lengthHint({ events }: History): string {
  const characters = events.reduce((sum, event) => sum + charactersOf(event), 0);
  if (events.length < manyEvents && characters < manyCharacters) return "";
  const size = `${events.length} events, ${Math.round(characters / 1_000_000)} million characters`;
  return ` The history is long (${size}), which takes time of its own: set a longer limit first.`;
}

function charactersOf(event: HistoryEvent): number {
  return Object.values(event).reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);
}

/** Says beforehand that a replay will take long, where the SDK and not the toolkit makes it so. */
export function longHistoryOf(app: FunctionApp, { events }: History): readonly Problem[] {
  if (app.sdk?.major !== 1) return [];
  const count = events.filter(({ type }) => type === "TaskScheduled").length;
  if (count <= manyActivities) return [];
  const message = `${count} activities: durable-functions ${app.sdk.version} replays them in quadratic time, here as in production, which takes minutes. durable-functions 2 and later do not.`;
  return [{ code: "history-long", severity: "warning", message, place: "History" }];
}
