import { didYouMean } from "../../base/nearNames";
import { numberSettings, type NumberSetting } from "./hostSchema";
import type { JsonMember } from "./jsonSource";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "host-setting-value";
const bundleId = "Microsoft.Azure.Functions.ExtensionBundle";
const bundleIds = [bundleId, ...["Preview", "Experimental", "Workflows"].map((each) => `${bundleId}.${each}`)];

/** Values in host.json with which the host or the durable extension does not start. */
export function hostSettingValue(facts: SetupFacts): readonly SetupFinding[] {
  return [...version(facts), ...bundle(facts), ...numbers(facts)];
}

/** HostJsonFileConfigurationSource.cs; an empty file is filled in by the host, and names are told apart by case here. */
function version({ host }: SetupFacts): readonly SetupFinding[] {
  const members = host.members();
  const written = members.find(({ name }) => name === "version");
  if (!members.length || written?.value === "2.0") return [];
  const says = written ? `"version" is ${shown(written.value)}` : 'There is no "version"';
  const what = written ? "It tells the layout of this file, not the version of the host. Set it to" : "Add";
  const message = `${says}: the Functions host does not start. ${what} ${written ? '"2.0"' : '"version": "2.0"'}.`;
  return [{ rule, severity: "error", message, place: written?.place ?? host.place() }];
}

function bundle({ host, bundle: own }: SetupFacts): readonly SetupFinding[] {
  if (!own) return [];
  const place = host.place(["extensionBundle", "id"], ["extensionBundle"]);
  if (own.id === "") {
    const message = `The extension bundle has no "id": the Functions host does not start. Add "id": "${bundleId}".`;
    return [{ rule, severity: "error", message, place }];
  }
  if (bundleIds.some((each) => each.toLowerCase() === own.id.toLowerCase())) return [];
  const next = didYouMean(own.id, bundleIds.slice(0, 1)) || ` Set it to "${bundleId}".`;
  const message = `There is no extension bundle "${own.id}", so the host has no Durable Functions extension.${next}`;
  return [{ rule, severity: "error", message, place }];
}

function numbers({ app, host }: SetupFacts): readonly SetupFinding[] {
  return numberSettings.flatMap((setting): readonly SetupFinding[] => {
    const isStorage = setting.path.length > 1;
    const found = host.member("extensions", "durableTask", ...setting.path);
    if (!found || (isStorage && app.durable.backend !== "azureStorage")) return [];
    const message = refusal(setting, found);
    return message === undefined ? [] : [{ rule, severity: "error", message, place: found.place }];
  });
}

/** .NET reads numbers in texts too. */
function refusal({ minimum, maximum }: NumberSetting, { name, value }: JsonMember): string | undefined {
  if (value === null || typeof value === "object" || (typeof value === "string" && value.includes("%")))
    return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number))
    return `"${name}" is ${shown(value)} and has to be a whole number: the Durable Functions extension does not start.`;
  if (number >= minimum && number <= maximum) return undefined;
  const range = maximum === Infinity ? `${minimum} or more` : `${minimum} to ${maximum}`;
  return `"${name}" is ${number} and has to be ${range}: the Durable Functions extension does not start.`;
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 40);
}
