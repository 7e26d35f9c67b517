import type { FunctionKind } from "../../project/registrations";
import type { AppIndex } from "./appIndex";

/** Names that functions of an app have. */
export interface TakenNames {
  /** `file` is where each gets its name. */
  readonly functions: readonly { readonly name: string; readonly kind: FunctionKind; readonly file: string }[];
  /** Otherwise some durable function has a name that only shows when the code runs. */
  readonly isComplete: boolean;
}

export function takenBy({ functions, hidden }: AppIndex): TakenNames {
  return {
    functions: functions.map(({ name, kind, place, functionJson }) => ({
      name,
      kind,
      file: functionJson ?? place.file,
    })),
    isComplete: !hidden.some(({ isRegistration, kind }) => isRegistration && kind !== "other"),
  };
}
