import type { SourceFiles } from "../instrument/sourceFiles";
import type { SourcePlace } from "../instrument/sourceMaps";
import { isTerminated } from "./inspectorClient";
import type { ReplayTarget } from "./replayTarget";
import type { UserFrame } from "./userFrames";

/** A breakpoint as the editor asks for it: line from 1, column from 0. */
export interface RequestedBreakpoint {
  readonly line: number;
  readonly column?: number;
  readonly condition?: string;
}

export interface BoundBreakpoint {
  readonly id: number;
  readonly requested: RequestedBreakpoint;
  readonly site?: number;
  readonly place?: SourcePlace;
  /** Why it cannot be hit. */
  readonly message?: string;
}

/** Says why code at a place never runs in a replay, e.g. because it belongs to an activity. */
export type NeverRuns = (place: SourcePlace) => string | undefined;

/** Milliseconds; a condition that takes longer does not hold. */
const longestCondition = 2000;

/** Breakpoints by source file, bound to ticked statements of the loaded files. */
export class Breakpoints {
  private readonly sources: SourceFiles;
  private readonly neverRuns: NeverRuns;
  private readonly byFile = new Map<string, readonly BoundBreakpoint[]>();
  private lastId = 0;

  constructor(sources: SourceFiles, neverRuns: NeverRuns) {
    this.sources = sources;
    this.neverRuns = neverRuns;
  }

  /** Replaces the breakpoints of a file. */
  set(file: string, requested: readonly RequestedBreakpoint[]): readonly BoundBreakpoint[] {
    const bound = requested.map((one) => this.bind(file, { id: ++this.lastId, requested: one }));
    this.byFile.set(file, bound);
    return bound;
  }

  /** Binds what could not be bound before, after more files were loaded; gives those that changed. */
  rebind(): readonly BoundBreakpoint[] {
    const changed: BoundBreakpoint[] = [];
    for (const [file, list] of this.byFile) {
      const bound = list.map((one) => (one.place === undefined ? this.bind(file, one) : one));
      changed.push(...bound.filter((one, index) => one.place !== list[index]?.place));
      this.byFile.set(file, bound);
    }
    return changed;
  }

  /** Sites to stop at. */
  sites(): readonly number[] {
    return [...this.byFile.values()].flat().flatMap(({ site }) => (site === undefined ? [] : [site]));
  }

  /** Whether a breakpoint at a site wants to stop: its condition, if any, is true. One that cannot be evaluated is not. */
  async holds(site: number, { callFrame }: UserFrame, target: ReplayTarget): Promise<boolean> {
    const here = [...this.byFile.values()].flat().filter((one) => one.site === site);
    for (const { requested } of here) {
      if (!requested.condition) return true;
      if (await isTrue(requested.condition, callFrame.callFrameId, target)) return true;
    }
    return here.length === 0;
  }

  private bind(file: string, { id, requested }: BoundBreakpoint): BoundBreakpoint {
    const found = this.sources.breakpointSite(file, requested.line, requested.column);
    if (!found) return { id, requested, message: "No statement of a loaded file is here." };
    const message = this.neverRuns(found.place);
    return message === undefined ? { id, requested, ...found } : { id, requested, place: found.place, message };
  }
}

/** A condition that throws or takes too long is not true. */
async function isTrue(condition: string, callFrameId: string, target: ReplayTarget): Promise<boolean> {
  const token = await target.call("enter");
  try {
    const { result, exceptionDetails } = await target.inspector.send("Debugger.evaluateOnCallFrame", {
      callFrameId,
      expression: `Boolean(${condition})`,
      returnByValue: true,
      silent: true,
      timeout: longestCondition,
    });
    return !exceptionDetails && result.value === true;
  } catch (error) {
    if (isTerminated(error)) return false;
    throw error;
  } finally {
    await target.call("leave", token);
  }
}
