import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "local-settings";

/** Settings files that cannot be read, or that are made for another language. */
export function localSettings({ app, localSettings: source }: SetupFacts): readonly SetupFinding[] {
  if (!source) return [];
  if (app.settings.isEncrypted) {
    const message =
      "The settings are encrypted, so none of them is read: not the hub's connection, and code gets none. Run `func settings decrypt` in the app's folder, or set in the environment what is needed.";
    return [{ rule, severity: "error", message, place: source.place(["IsEncrypted"]) }];
  }
  const runtime = source.member("Values", "FUNCTIONS_WORKER_RUNTIME");
  if (typeof runtime?.value !== "string" || runtime.value.toLowerCase() === "node") return [];
  const message = `FUNCTIONS_WORKER_RUNTIME is "${runtime.value}": the host would look for another language's functions. Set it to "node".`;
  return [{ rule, severity: "error", message, place: runtime.place }];
}
