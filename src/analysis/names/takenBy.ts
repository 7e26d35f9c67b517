import type { FunctionKind } from "../../project/registrations";
import type { AppIndex } from "./appIndex";

/** The names that functions of an app have; `file` is where each gets it. */
export function takenBy({
  functions,
}: AppIndex): readonly { readonly name: string; readonly kind: FunctionKind; readonly file: string }[] {
  return functions.map(({ name, kind, place, functionJson }) => ({ name, kind, file: functionJson ?? place.file }));
}
