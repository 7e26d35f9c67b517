import type { Problem } from "../base/parsed";
import type { History } from "../history/history";
import type { FunctionApp } from "../project/functionApp";

/** From here on SDK 1.x takes minutes (design page replay D: 501 episodes 15 s, growing with the square). */
const manyActivities = 3_000;

/** Says beforehand that a replay will take long, where the SDK and not the toolkit makes it so. */
export function longHistoryOf(app: FunctionApp, { events }: History): readonly Problem[] {
  if (app.sdk?.major !== 1) return [];
  const count = events.filter(({ type }) => type === "TaskScheduled").length;
  if (count <= manyActivities) return [];
  const message = `${count} activities: durable-functions ${app.sdk.version} replays them in quadratic time, here as in production, which takes minutes. durable-functions 2 and later do not.`;
  return [{ code: "history-long", severity: "warning", message, place: "History" }];
}
