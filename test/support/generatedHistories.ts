import type { History } from "../../src/history/history";
import { activity, activityDone, completed, HistoryBuilder, start, type BareEvent } from "./replayBuilder";

/** How the activities of a generated run follow one another. */
export type Shape = "in turn" | "fan-out, one episode each" | "fan-out, all in one episode";

/** The orchestrators of the generated app, by shape; their text is what the app's file holds. */
export const orchestrators: Readonly<Record<Shape, string>> = {
  "in turn": "inTurn",
  "fan-out, one episode each": "fanOut",
  "fan-out, all in one episode": "fanOut",
};

/** The completed run of `count` activities; the i-th results in i. */
export function generatedHistory(shape: Shape, count: number): History {
  const builder = new HistoryBuilder();
  const begin = start(orchestrators[shape], count);
  const sum = completed(count, (count * (count - 1)) / 2);
  if (shape === "in turn") {
    builder.episode([begin], [activity(0, "next")]);
    for (let done = 0; done < count; done++)
      builder.episode([activityDone(done, done)], [done + 1 < count ? activity(done + 1, "next") : sum]);
    return builder.history();
  }
  const ids = Array.from({ length: count }, (_, id) => id);
  const results = ids.map((id) => activityDone(id, id));
  const episodes: readonly BareEvent[][] =
    shape === "fan-out, one episode each" ? results.map((result) => [result]) : [results];
  builder.episode(
    [begin],
    ids.map((id) => activity(id, "next")),
  );
  for (const [index, incoming] of episodes.entries())
    builder.episode(incoming, index === episodes.length - 1 ? [sum] : []);
  return builder.history();
}
