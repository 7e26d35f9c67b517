import type { Findings } from "../../worker/messages";
import type { LintState } from "./lintClient";

export interface LintStatusText {
  readonly text: string;
  readonly detail?: string;
  readonly isBusy: boolean;
  readonly isError: boolean;
  readonly command?: "showLeftOut" | "showLog" | "enableLint";
}

/** What the language status says; undefined: nothing, as there is nothing to check. */
export function lintStatusText(state: LintState, foldersNotOnDisk: number): LintStatusText | undefined {
  const plain = { isBusy: false, isError: false };
  switch (state.kind) {
    case "nothing":
      if (!foldersNotOnDisk) return undefined;
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
      return { ...plain, ...resultText(state.result, foldersNotOnDisk), isBusy: state.isBusy };
  }
}

function resultText(result: Findings | undefined, foldersNotOnDisk: number) {
  if (!result) return { text: "Determinism findings" };
  const leftOut = [
    ...(result.leftOut.length ? [`${counted(result.leftOut.length, "file")} left out`] : []),
    ...(foldersNotOnDisk ? [`${counted(foldersNotOnDisk, "folder")} not on disk`] : []),
  ];
  const text = counted(result.findings.length, "determinism finding");
  if (!leftOut.length) return { text, detail: `in ${counted(result.fileCount, "file")}` };
  return { text, detail: leftOut.join(", "), command: "showLeftOut" as const };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
