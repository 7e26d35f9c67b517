import { Secret } from "../src/base/secret";
import { parseHistoryFile } from "../src/history/historyFile";
import { parseConnectionString } from "../src/storage/connection";
import { writeHistories } from "../src/storage/writeHistory";

/** A history file's name, for messages, and its text. */
export interface HistoryText {
  readonly file: string;
  readonly text: string;
}

/** Writes recorded histories into the task hubs they came from, as the Durable Task extension left them there. */
export async function fillHub(connectionString: string, files: readonly HistoryText[]): Promise<void> {
  const connection = parseConnectionString(new Secret(connectionString), "AzureWebJobsStorage");
  for (const { file, text } of files) {
    const { value, problems } = parseHistoryFile(text);
    if (!value) throw new Error(`${file}: ${problems.map(({ message }) => message).join(" ")}`);
    const { main, related } = value;
    await writeHistories({ hub: main.hub, connection }, [main, ...related]);
  }
}
