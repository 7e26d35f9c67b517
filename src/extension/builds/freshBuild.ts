import * as path from "node:path";
import * as vscode from "vscode";
import { ToolkitError } from "../../base/errors";
import { nodeFiles } from "../../node/files";
import type { Apps } from "../apps/apps";
import { Cancelled, withPatience } from "../progress";
import type { Services } from "../services";
import { isWatched, runBuild } from "./buildTask";

/** How long a watch build may take before the user is asked, in ms. */
const watchLimit = 15_000;

interface StaleBuild {
  /** Changed after the build. */
  readonly source: string;
  readonly command: string;
  /** The same as long as no source changes. */
  readonly key: string;
}

/** Sees to it that a replay runs the code that the user sees, or that they chose to run another. */
export class FreshBuild {
  private readonly apps: Apps;
  private readonly accepted = new Set<string>();

  constructor({ apps }: Pick<Services, "apps">) {
    this.apps = apps;
  }

  /** True when the app was built since. Throws `Cancelled` when the user does not go on, `usage` when the build fails. */
  async ensure(root: string): Promise<boolean> {
    const stale = await this.find(root);
    if (!stale || this.accepted.has(stale.key)) return false;
    if (isWatched(root) && (await this.watchBuilds(root))) return true;
    const [anew, old] = ["Build and Debug", "Debug the Old Build"];
    const text = `The build is older than ${path.basename(stale.source)}: a replay would run the old code.`;
    const chosen = await vscode.window.showWarningMessage(text, anew, old);
    if (chosen === undefined) throw new Cancelled();
    if (chosen === anew) return this.build(root, stale.command);
    this.accepted.add(stale.key);
    return false;
  }

  private async build(root: string, command: string): Promise<true> {
    const title = `Building ${path.basename(root)}`;
    const code = await withPatience(title, (signal) => runBuild(command, root, signal));
    await this.apps.openAgain(root);
    if (code === 0) return true;
    const how = code === undefined ? "was ended" : `ended with exit code ${code}`;
    const text = `${command} ${how}: its terminal says why. When a program was not found, run npm install in ${root} first.`;
    throw new ToolkitError("usage", text);
  }

  /** A change that nobody told of counts as well, so what looks stale is read anew. */
  private async find(root: string): Promise<StaleBuild | undefined> {
    const known = await this.apps.open(root);
    if (known.buildCommand === undefined || !newerSources(known).length) return undefined;
    const { buildCommand: command = "", ...app } = await this.apps.openAgain(root);
    const sources = newerSources(app);
    const [source] = sources;
    if (source === undefined) return undefined;
    const times = await Promise.all(sources.map((file) => nodeFiles.modifiedAt(file)));
    return { source, command, key: JSON.stringify([sources, times]) };
  }

  /** True once the watch build has caught up. */
  private watchBuilds(root: string): Promise<boolean> {
    return withPatience("Waiting for the watch build", async (signal) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(watchLimit)]);
      while (!limit.aborted) {
        if (!(await this.find(root))) return true;
        await this.nextChange(limit);
      }
      signal.throwIfAborted();
      return false;
    });
  }

  private nextChange(limit: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const listener = this.apps.onDidChange(() => done());
      const done = () => {
        listener.dispose();
        limit.removeEventListener("abort", done);
        resolve();
      };
      limit.addEventListener("abort", done, { once: true });
    });
  }
}

function newerSources({ builtFiles }: Pick<Awaited<ReturnType<Apps["open"]>>, "builtFiles">): readonly string[] {
  return [...new Set(builtFiles.flatMap((built) => built.newerSources))].sort();
}
