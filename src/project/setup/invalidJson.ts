import { invalidJsonMessage } from "../jsonFile";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

/** Configuration that cannot be read; what it says is not judged. */
export function invalidJson({ host, localSettings, packageJson, functionJsons }: SetupFacts): readonly SetupFinding[] {
  const sources = [host, localSettings, packageJson, ...functionJsons];
  return sources.flatMap((source): readonly SetupFinding[] => {
    if (!source?.damage) return [];
    const { reason, place } = source.damage;
    return [{ rule: "invalid-json", severity: "error", message: invalidJsonMessage(source.file, reason), place }];
  });
}
