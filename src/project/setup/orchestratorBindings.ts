import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

/** Bindings beside the trigger of an orchestrator: they do input and output on every replay. */
export function orchestratorBindings({ functionJsons }: SetupFacts): readonly SetupFinding[] {
  return functionJsons.flatMap((source) => {
    const bindings = bindingsOf(source.member("bindings")?.value);
    if (!bindings.some((type) => /^orchestrationtrigger$/i.test(type))) return [];
    return bindings.flatMap((type, index): SetupFinding[] => {
      if (/trigger$/i.test(type)) return [];
      const message = `The binding "${type}" stands beside orchestrationTrigger: it would read or write on each replay. Move it to an activity.`;
      const place = source.member("bindings", index, "type")?.place ?? source.place(["bindings"]);
      return [{ rule: "orchestrator-bindings", severity: "error", message, place }];
    });
  });
}

function bindingsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((binding) => {
    const type = typeof binding === "object" && binding !== null && "type" in binding ? binding.type : undefined;
    return typeof type === "string" ? type : "";
  });
}
