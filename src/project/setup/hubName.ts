import { didYouMean } from "../../base/nearNames";
import { sanitiseHubName } from "../hostJson";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "hub-name";

/** Names of task hubs that storage refuses, or that come from elsewhere than host.json says. */
export function hubName(facts: SetupFacts): readonly SetupFinding[] {
  const { app, host } = facts;
  const { hub } = app.durable;
  const isVersion1 = host.member("version") === undefined;
  const written =
    host.member("extensions", "durableTask", "hubName") ??
    (isVersion1 ? host.member("durableTask", "hubName") : undefined);
  const place = written?.place ?? host.place(["extensions", "durableTask"]);
  const isOverridden = hub.source.startsWith("AzureFunctionsJobHost__");
  if (!hub.isValid && isJudged(facts)) return [{ rule, severity: "error", place, ...refusal(facts) }];
  if (!isOverridden || typeof written?.value !== "string" || written.value === hub.name) return [];
  const message = `The task hub is ${shownHubName(hub.name)}: the setting ${hub.source} overrides "${written.value}". Remove one of the two.`;
  return [{ rule, severity: "info", message, place }];
}

/** Other backends have rules of their own for names; a setting that is not there is missing with each. */
function isJudged({ app }: SetupFacts): boolean {
  return app.durable.backend === "azureStorage" || app.durable.hub.name.includes("%");
}

function refusal({ app }: SetupFacts): Pick<SetupFinding, "message" | "isAboutAbsentSetting"> {
  const { name, source } = app.durable.hub;
  const missing = /%([^%]+)%/.exec(name)?.[1];
  if (missing !== undefined) {
    const message = `The task hub is named ${shownHubName(name)}, but there is no setting ${missing}.${didYouMean(missing, app.settings.names())} Add it to Values in local.settings.json.`;
    return { message, isAboutAbsentSetting: true };
  }
  const fit = shownHubName(name) === name ? `; "${sanitiseHubName(name)}" would do` : "";
  const message = `"${shownHubName(name)}" (from ${source}) is no name for a task hub: 3 to 50 letters and digits, a letter first. The extension refuses it${fit}.`;
  return { message };
}

/** A setting that host.json takes for the name may be a connection string. */
export function shownHubName(name: string): string {
  return /[=;]/.test(name) ? "[secret]" : name;
}
