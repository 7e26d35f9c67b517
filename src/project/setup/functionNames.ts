import { relativeTo } from "../../base/paths";
import type { RegisteredFunction } from "./registeredFunctions";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

/** Two functions registered in code under one name; case does not tell them apart. */
export function functionNames({ app, registered }: SetupFacts): readonly SetupFinding[] {
  const first = new Map<string, RegisteredFunction>();
  return registered.flatMap((own): SetupFinding[] => {
    const key = own.name.toLowerCase();
    const other = first.get(key);
    if (!other) {
      first.set(key, own);
      return [];
    }
    const alike = other.name === own.name ? "is taken" : `differs from "${other.name}" by case only`;
    const { file, start } = other.place;
    const message = `The name "${own.name}" ${alike} (${other.kind}, line ${start.line} of ${relativeTo(app.root, file) ?? file}): functions are told apart by name only. Rename one.`;
    return [{ rule: "function-names", severity: "error", message, place: own.place }];
  });
}
