import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "host-setting-without-effect";

/** Settings that only .NET apps can use. Older extensions turn extended sessions off, newer ones throw (DurableTaskOptions.Validate). */
export function hostSettingWithoutEffect({ host }: SetupFacts): readonly SetupFinding[] {
  const sessions = host.member("extensions", "durableTask", "extendedSessionsEnabled");
  const isOn = sessions?.value === true || String(sessions?.value).toLowerCase() === "true";
  if (!sessions || !isOn) return [];
  const message =
    "Extended sessions exist only for in-process .NET: with Node the extension ignores this setting or, in newer versions, refuses to start. Remove extendedSessionsEnabled or set it to false.";
  return [{ rule, severity: "warning", message, place: sessions.place }];
}
