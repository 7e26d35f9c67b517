import { didYouMean } from "../../base/nearNames";
import { azureStorageNames, durableTaskNames, movedNames, tracingNames } from "./hostSchema";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "host-setting-unknown";

/** Settings of the durable extension that it does not have; those that are only in the wrong block are another rule's. */
export function hostSettingUnknown({ app, host }: SetupFacts): readonly SetupFinding[] {
  const misplaced = [...azureStorageNames, ...Object.keys(movedNames)];
  const blocks: readonly (readonly [path: readonly string[], known: readonly string[], others: readonly string[]])[] = [
    [["extensions", "durableTask"], durableTaskNames, misplaced],
    [["extensions", "durableTask", "tracing"], tracingNames, []],
    // Other backends have settings of their own.
    ...(app.durable.backend === "azureStorage"
      ? [[["extensions", "durableTask", "storageProvider"], azureStorageNames, durableTaskNames] as const]
      : []),
  ];
  return blocks.flatMap(([path, known, others]) => {
    const names = new Set([...known, ...others].map((name) => name.toLowerCase()));
    return host
      .members(...path)
      .filter(({ name }) => !names.has(name.toLowerCase()) && !name.startsWith("$") && !name.startsWith("//"))
      .map(({ name, place }): SetupFinding => {
        const message = `The Durable Functions extension has no setting "${name}" in ${path.join(".")}, so it has no effect.${didYouMean(name, known)} Correct the name or remove it.`;
        return { rule, severity: "warning", message, place };
      });
  });
}
