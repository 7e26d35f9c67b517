import type { RouteFor } from "../routes";
import type { ActivityPart, EntityPart, OrchestratorPart, TemplateText } from "./parts";
import { indented, paragraphs, type Dialect } from "./render";
import { startByHttp } from "./clientsV4";

/** Files of model v4: one for an orchestrator with all that comes with it. */
export function orchestratorFile(part: OrchestratorPart, dialect: Dialect, routeFor: RouteFor): TemplateText {
  return paragraphs(
    sdkImport(dialect),
    interfaces(Object.values(part.types)),
    `df.app.orchestration("${part.name}", function* (context) {\n${indented(part.body)}\n});`,
    ...part.activities.map(activity),
    part.starter === undefined ? "" : startByHttp(part.starter, part.name, routeFor),
  );
}

export function activityFile(part: ActivityPart, dialect: Dialect): TemplateText {
  return paragraphs(sdkImport(dialect), activity(part));
}

export function entityFile({ name, types, stateType, body }: EntityPart, dialect: Dialect): TemplateText {
  return paragraphs(
    sdkImport(dialect),
    interfaces(Object.values(types)),
    `df.app.entity«<${stateType}>»("${name}", (context) => {\n${indented(body)}\n});`,
  );
}

export function clientFile(client: TemplateText, dialect: Dialect): TemplateText {
  return paragraphs(sdkImport(dialect), client);
}

export function sdkImport({ language, moduleSystem }: Dialect): TemplateText {
  return language === "typescript" || moduleSystem === "module"
    ? 'import * as df from "durable-functions";'
    : 'const df = require("durable-functions");';
}

/** Of TypeScript only; without any, nothing. */
export function interfaces(types: readonly TemplateText[]): TemplateText {
  return types.length ? `«${types.join("\n\n")}»` : "";
}

function activity({ name, parameter, parameterType, resultType, body }: ActivityPart): TemplateText {
  return `df.app.activity("${name}", {
  handler: (${parameter}«: ${parameterType}»)«: ${resultType}» => {
${indented(indented(body))}
  },
});`;
}
