import type { ActivityPart, EntityPart, OrchestratorPart, TemplateText } from "./parts";
import { interfaces, sdkImport } from "./modelV4";
import { indented, paragraphs, type Dialect } from "./render";

/** A binding of function.json. */
export type Binding = Readonly<Record<string, unknown>>;

/** A function of model v3: a folder with function.json and its code. */
export interface FunctionFolder {
  readonly name: string;
  readonly bindings: readonly Binding[];
  readonly code: TemplateText;
}

export function orchestratorFolders(part: OrchestratorPart, dialect: Dialect): readonly FunctionFolder[] {
  const own: FunctionFolder = {
    name: part.name,
    bindings: [trigger("orchestrationTrigger", "context")],
    code: paragraphs(
      sdkImport(dialect),
      interfaces(typesOf(part.types, part.uses)),
      `${exported(dialect)} df.orchestrator(function* (context) {\n${indented(bodyFor(part, dialect))}\n});`,
    ),
  };
  return [own, ...part.activities.map((activity) => activityFolder(activity, part.types, dialect))];
}

/** SDK 1.x begins anew only when it is yielded; later ones fail then. */
function bodyFor({ body }: OrchestratorPart, { sdkMajor }: Dialect): TemplateText {
  return sdkMajor === 1 ? body.replace("context.df.continueAsNew(", "yield $&") : body;
}

export function activityFolder(
  { name, parameter, parameterType, resultType, uses, body }: ActivityPart,
  types: OrchestratorPart["types"],
  dialect: Dialect,
): FunctionFolder {
  const isTyped = dialect.language === "typescript";
  const signature = `(_context«: Context», ${parameter}«: ${parameterType}»)«: Promise<${resultType}>»`;
  return {
    name,
    bindings: [trigger("activityTrigger", parameter)],
    code: paragraphs(
      isTyped ? 'import type { Context } from "@azure/functions";' : "",
      interfaces(typesOf(types, uses)),
      asyncFunction(signature, body, dialect),
    ),
  };
}

export function entityFolder({ name, types, stateType, body }: EntityPart, dialect: Dialect): FunctionFolder {
  return {
    name,
    bindings: [trigger("entityTrigger", "context")],
    code: paragraphs(
      sdkImport(dialect),
      interfaces(Object.values(types)),
      `${exported(dialect)} df.entity«<${stateType}>»(function (context) {\n${indented(body)}\n});`,
    ),
  };
}

/** `signature` from its parenthesis on. */
export function asyncFunction(signature: string, body: TemplateText, dialect: Dialect): TemplateText {
  const end = isModule(dialect) ? "}" : "};";
  return `${exported(dialect)} async function ${signature} {\n${indented(body)}\n${end}`;
}

function exported(dialect: Dialect): string {
  return isModule(dialect) ? "export default" : "module.exports =";
}

function isModule({ language, moduleSystem }: Dialect): boolean {
  return language === "typescript" || moduleSystem === "module";
}

export function trigger(type: string, name: string, more: Binding = {}): Binding {
  return { name, type, direction: "in", ...more };
}

function typesOf(types: OrchestratorPart["types"], names: readonly string[]): readonly TemplateText[] {
  return names.flatMap((name) => types[name] ?? []);
}
