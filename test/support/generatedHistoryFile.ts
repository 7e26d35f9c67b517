import fs from "node:fs";
import path from "node:path";
import { serialiseHistoryFile } from "../../src/history/historyFile";
import { singlePassPayload } from "../../src/replay/payload";
import { generatedHistory } from "./generatedHistories";
import { storedOf } from "./replayRows";

/** The history of so many activities in turn as a file in `folder`; gives its path. */
export function writeGeneratedHistory(folder: string, activities: number): string {
  const history = generatedHistory("in turn", activities);
  const main = storedOf(history.instanceId, singlePassPayload(history).history);
  const file = path.join(folder, `${activities}.durable-history.json`);
  fs.writeFileSync(file, serialiseHistoryFile({ main, related: [], about: {}, redacted: [] }));
  return file;
}
