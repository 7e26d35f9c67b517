import * as fs from "node:fs/promises";
import * as path from "node:path";
import { ToolkitError, messageOf } from "../../base/errors";
import { historyFileSuffix } from "../../contributions/identity";

/** Beside the copy, written last: a copy without it was cut short. */
const marker = "sample-copied";
/** How much older than its build the copy's source is, in ms: unpacking leaves times that mean nothing. */
const buildAge = 60_000;

/** The sample app as files of the user's own, below the extension's storage. */
export class SampleFolder {
  /** Where the copy is, or will be. */
  readonly folder: string;
  /** The sample in the extension. */
  readonly origin: string;
  private readonly marker: string;
  private copying: Promise<void> | undefined;

  /** `storage`: the extension's folder for all workspaces. */
  constructor(origin: string, storage: string) {
    this.origin = origin;
    this.folder = path.join(storage, "sample");
    this.marker = path.join(storage, marker);
  }

  get orchestratorFile(): string {
    return path.join(this.folder, "src", "functions", "orderOrchestrator.ts");
  }

  get firstHistory(): string {
    return path.join(this.folder, "histories", `completed${historyFileSuffix}`);
  }

  /** Absolute paths; none when there is no copy. */
  async histories(): Promise<readonly string[]> {
    const folder = path.join(this.folder, "histories");
    const names = await fs.readdir(folder).catch(() => []);
    return names
      .filter((name) => name.endsWith(historyFileSuffix))
      .sort()
      .map((name) => path.join(folder, name));
  }

  /** Makes the copy unless there is one: what the user changed stays. */
  async ensure(): Promise<void> {
    if ((await exists(this.marker)) && (await exists(this.orchestratorFile))) return;
    await this.reset();
  }

  /** Makes the copy anew. Throws `usage` when the folder cannot be written. */
  async reset(): Promise<void> {
    this.copying ??= this.copy().finally(() => (this.copying = undefined));
    await this.copying;
  }

  private async copy(): Promise<void> {
    try {
      await fs.rm(this.marker, { force: true });
      await fs.rm(this.folder, { recursive: true, force: true });
      await fs.cp(this.origin, this.folder, { recursive: true });
      await this.setTimes();
      await fs.writeFile(this.marker, "");
    } catch (error) {
      const text = `The sample could not be copied to ${this.folder}: ${messageOf(error)}. Check that the folder can be written and its disk is not full, then run Replay Sample again.`;
      throw new ToolkitError("usage", text, { cause: error });
    }
  }

  /** The toolkit warns when a build is older than its source. */
  private async setTimes(): Promise<void> {
    const now = Date.now();
    for (const part of ["src", "dist"]) {
      const files = await fs.readdir(path.join(this.folder, part), { recursive: true, withFileTypes: true });
      for (const file of files.filter((entry) => entry.isFile())) {
        const time = new Date(part === "dist" ? now : now - buildAge);
        await fs.utimes(path.join(file.parentPath, file.name), time, time);
      }
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}
