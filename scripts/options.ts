import { parseArgs, type ParseArgsConfig } from "node:util";

/** The options of a command of ours; one that does not exist ends it with the list of those that do. */
export function readOptions<T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    console.error(`${reason}.\nusage: ${usage}`);
    process.exit(2);
  }
}
