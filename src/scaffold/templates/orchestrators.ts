import type { OrchestratorPattern } from "../request";
import { fanOut, monitor, eternal, retry } from "./workPatterns";
import { asyncHttp, chain, humanApproval, saga } from "./orderPatterns";
import type { NameFor, OrchestratorPart } from "./parts";

type Template = (name: string, nameFor: NameFor) => OrchestratorPart;

const templates: Readonly<Record<OrchestratorPattern, Template>> = {
  chain,
  "fan-out": fanOut,
  "async-http": asyncHttp,
  monitor,
  "human-approval": humanApproval,
  eternal,
  saga,
  retry,
};

export function orchestratorPart(pattern: OrchestratorPattern, name: string, nameFor: NameFor): OrchestratorPart {
  return templates[pattern](name, nameFor);
}
