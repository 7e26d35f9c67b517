import * as vscode from "vscode";

/** What CodeLenses hand to the command `debugReplay`. */
export interface ReplayTarget {
  readonly root: string;
  readonly orchestrator: string;
  /** Absent: the user picks. */
  readonly instanceId?: string;
}

/** A command's argument as a target, when it is one. */
export function targetOf(argument: unknown): ReplayTarget | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { root, orchestrator, instanceId } = argument as Partial<Record<keyof ReplayTarget, unknown>>;
  if (typeof root !== "string" || typeof orchestrator !== "string") return undefined;
  return typeof instanceId === "string" ? { root, orchestrator, instanceId } : { root, orchestrator };
}

/** The file a command was called on: a menu hands its resource, the palette means the open editor. */
export function fileOf(argument: unknown): string | undefined {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  return uri?.fsPath;
}
