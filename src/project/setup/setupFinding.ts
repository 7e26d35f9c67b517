import type { SourcePlace } from "../../base/sourcePlace";

/** Something of an app's set-up that does not fit; the edges show it as a finding of a rule. */
export interface SetupFinding {
  /** Kebab-case id, e.g. `hub-name`. */
  readonly rule: string;
  /** `hint` only by the user's settings. */
  readonly severity: "error" | "warning" | "info" | "hint";
  /** What is wrong and what to do next. */
  readonly message: string;
  readonly place: SourcePlace;
  /** It is there only as long as no setting of a name is. */
  readonly isAboutAbsentSetting?: true;
}
