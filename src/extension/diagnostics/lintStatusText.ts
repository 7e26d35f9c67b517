import type { Findings } from "../../worker/messages";
import type { LintState } from "./lintClient";

export interface LintStatusText {
  readonly text: string;
  readonly detail?: string;
  readonly isBusy: boolean;
  readonly isError: boolean;
  readonly command?: "showLeftOut" | "showLog" | "enableLint";
}

/** How many folders of the window are not looked at. */
export interface FoldersLeftOut {
  readonly notOnDisk: number;
  /** `lint.enabled` is off there. */
  readonly switchedOff: number;
}

/** What the language status says; undefined: nothing, as there is nothing to check. */
export function lintStatusText(state: LintState, folders: FoldersLeftOut): LintStatusText | undefined {
  const plain = { isBusy: false, isError: false };
  switch (state.kind) {
    case "nothing":
      if (!folders.notOnDisk) return undefined;
      return { ...plain, text: "Determinism is not checked", detail: "the files are not on disk" };
    case "off":
      return { ...plain, text: "Determinism is not checked", command: "enableLint" };
    case "stopped":
      return {
        ...plain,
        isError: true,
        text: "Determinism is not checked",
        detail: "it broke off",
        command: "showLog",
      };
    case "failed":
      return { ...plain, isError: true, text: "The check failed", detail: "findings may be old", command: "showLog" };
    case "running":
      return { ...plain, ...resultText(state.result, folders), isBusy: state.isBusy };
  }
}

function resultText(result: Findings | undefined, { notOnDisk, switchedOff }: FoldersLeftOut) {
  if (!result) return { text: "Determinism findings" };
  const leftOut = [
    ...(result.leftOut.length ? [`${counted(result.leftOut.length, "file")} left out`] : []),
    ...(notOnDisk ? [`${counted(notOnDisk, "folder")} not on disk`] : []),
    ...(switchedOff ? [`${counted(switchedOff, "folder")} switched off`] : []),
  ];
  const text = counted(result.findings.length, "determinism finding");
  if (!leftOut.length) return { text, detail: `in ${counted(result.fileCount, "file")}` };
  return { text, detail: leftOut.join(", "), command: "showLeftOut" as const };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
