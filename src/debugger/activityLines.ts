import type { FunctionApp } from "../project/functionApp";
import type { NeverRuns } from "./breakpoints";

const texts: Partial<Record<string, string>> = {
  activity: "Activities don't run in a replay; their recorded result is used.",
  entity: "Entities don't run in a replay; their recorded answers are used.",
  other: "Only orchestrators run in a replay.",
};

/** Which registration a line of the user's files belongs to: the nearest one at or above it. */
export function activityLines(app: FunctionApp): NeverRuns {
  return ({ file, line }) => {
    const above = app.functions.filter((one) => one.file === file && one.line <= line);
    const nearest = above.reduce<(typeof above)[number] | undefined>(
      (best, one) => (best && best.line > one.line ? best : one),
      undefined,
    );
    return nearest && texts[nearest.kind];
  };
}
