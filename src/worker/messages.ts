import type { FoundFunction } from "../project/foundFunctions";
import type { Finding, LeftOut } from "../analysis/finding";
import type { FileChange } from "../analysis/lintSession";
import type { LintSettings } from "../analysis/lintSettings";
import type { AppIndex } from "../analysis/names/appIndex";
import type { NotExtractable } from "../scaffold/extract/extractable";
import type { Extraction, ExtractionRequest } from "../scaffold/extract/extraction";
import type { FilePosition, NameAt, NameCompletion, NameFacts } from "../analysis/names/nameService";
import type { Rename } from "../analysis/names/rename";
import type { Position } from "../base/sourcePlace";

/** What the editor tells the thread. Each message has a number of its own, counted upwards. */
export type LintMessage =
  | {
      readonly kind: "start";
      readonly version: number;
      /** Absolute paths of the folders of the workspace that are checked. */
      readonly folders: readonly string[];
      readonly settings: LintSettings;
      /** Files that editors hold otherwise than they are on disk. */
      readonly changes: readonly FileChange[];
    }
  | { readonly kind: "settings"; readonly version: number; readonly settings: LintSettings }
  | { readonly kind: "changes"; readonly version: number; readonly changes: readonly FileChange[] }
  | { readonly kind: "question"; readonly id: number; readonly question: NameQuestion };

/** What can be asked about code and its names, and what is answered. */
export interface NameAnswers {
  /** The functions of the app in a folder and what names them. */
  readonly functions: { readonly of: { readonly root: string }; readonly answer: AppIndex };
  /** Orchestrators of an app whose code is in a file; lines from 1. */
  readonly orchestrators: {
    readonly of: { readonly root: string; readonly file: string };
    readonly answer: readonly { readonly name: string; readonly line: number }[];
  };
  /** The functions that an app registers in code; `sources`: those that it does once these are loaded. */
  readonly registered: {
    readonly of: { readonly root: string; readonly sources?: readonly string[] };
    readonly answer: readonly FoundFunction[];
  };
  /** Code of an orchestrator as an activity; `text`: what the editor holds of the file. */
  readonly extraction: {
    readonly of: { readonly file: string; readonly text: string; readonly request: ExtractionRequest };
    readonly answer: Extraction | NotExtractable | undefined;
  };
  readonly complete: { readonly of: FilePosition; readonly answer: NameCompletion | undefined };
  readonly at: { readonly of: FilePosition; readonly answer: NameAt | undefined };
  readonly describe: { readonly of: FilePosition; readonly answer: NameFacts | undefined };
  readonly rename: { readonly of: FilePosition & { readonly name: string }; readonly answer: Rename | undefined };
}

export type NameTopic = keyof NameAnswers;

export type NameQuestion = { [Topic in NameTopic]: { readonly topic: Topic } & NameAnswers[Topic]["of"] }[NameTopic];

/** What the thread answers. */
export type LintAnswer =
  /** No file of the workspace mentions durable-functions: the thread ends, and has loaded next to nothing. */
  | { readonly kind: "noDurableCode" }
  | ({ readonly kind: "findings" } & Findings)
  /** Something is wrong inside; later messages are answered all the same. */
  | { readonly kind: "failed"; readonly version: number; readonly details: string }
  /** Of a question; `details`: what went wrong instead. */
  | { readonly kind: "answer"; readonly id: number; readonly answer?: unknown; readonly details?: string };

export interface Findings {
  /** Number of the last message that they take into account. */
  readonly version: number;
  readonly findings: readonly EditorFinding[];
  readonly leftOut: readonly LeftOut[];
  readonly fileCount: number;
}

/** A finding with edits that an editor can check and make. */
export interface EditorFinding extends Omit<Finding, "fix" | "suggestions"> {
  readonly fix?: EditorFix;
  readonly suggestions: readonly EditorFix[];
}

export interface EditorFix {
  readonly title: string;
  readonly file: string;
  readonly edits: readonly EditorEdit[];
}

export interface EditorEdit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
  /** The lines that it changes, whole, as they were then: where they differ by now, it no longer fits. */
  readonly lines: readonly string[];
}
