import type { Model } from "./facts";
import type { RouteFor } from "./routes";
import type { ActivityRequest, ClientRequest, FunctionRequest } from "./request";
import type { FolderDialect } from "./templates/clientsV3";
import * as v3Clients from "./templates/clientsV3";
import * as v4Clients from "./templates/clientsV4";
import { entityPart } from "./templates/entities";
import * as v3 from "./templates/modelV3";
import * as v4 from "./templates/modelV4";
import { orchestratorPart } from "./templates/orchestrators";
import type { ActivityPart, NameFor, TemplateText } from "./templates/parts";
import type { Dialect } from "./templates/render";

/** What is written for a request: one file in model v4, folders in model v3. */
export type Draft =
  | { readonly model: "v4"; readonly code: TemplateText }
  | { readonly model: "v3"; readonly folders: readonly v3.FunctionFolder[] };

interface Surroundings {
  readonly dialect: Dialect;
  readonly nameFor: NameFor;
  readonly routeFor: RouteFor;
  /** The orchestrator or entity of a client. */
  readonly target: string;
}

/** What a request comes to as code. */
export function draftOf(
  request: FunctionRequest,
  model: Model,
  { dialect, nameFor, target, routeFor }: Surroundings,
): Draft {
  switch (request.kind) {
    case "orchestrator":
    case "subOrchestrator":
      return orchestratorDraft(orchestratorPart(request.pattern ?? "chain", request.name, nameFor), model, {
        ...dialect,
        routeFor,
      });
    case "activity": {
      const part = activityPart(request);
      return model === "v4"
        ? { model, code: v4.activityFile(part, dialect) }
        : { model, folders: [v3.activityFolder(part, {}, dialect)] };
    }
    case "entity": {
      const part = entityPart(request.pattern ?? "counter", request.name);
      return model === "v4"
        ? { model, code: v4.entityFile(part, dialect) }
        : { model, folders: [v3.entityFolder(part, dialect)] };
    }
    case "client":
      return model === "v4"
        ? { model, code: v4.clientFile(clientCode(request, target, routeFor), dialect) }
        : { model, folders: [clientFolder(request, target, { ...dialect, routeFor })] };
  }
}

function orchestratorDraft(part: ReturnType<typeof orchestratorPart>, model: Model, dialect: FolderDialect): Draft {
  if (model === "v4") return { model, code: v4.orchestratorFile(part, dialect, dialect.routeFor) };
  const folders = v3.orchestratorFolders(part, dialect);
  const { starter, name } = part;
  if (starter === undefined) return { model, folders };
  return { model, folders: [...folders, v3Clients.startByHttpFolder(starter, name, dialect)] };
}

function activityPart({ name, inputType }: ActivityRequest): ActivityPart {
  const returned = inputType === undefined ? "return `Hello ${input}`;" : "return input;";
  return {
    name,
    parameter: "input",
    parameterType: inputType ?? "string",
    resultType: inputType ?? "string",
    body: `⟦// Do the work here.⟧\n${returned}`,
    uses: [],
  };
}

function clientCode({ name, job, trigger }: ClientRequest, target: string, routeFor: RouteFor): TemplateText {
  switch (job ?? "start") {
    case "start":
      return v4Clients.startClient(trigger ?? "http", name, target, routeFor);
    case "status":
      return v4Clients.statusClient(name, routeFor);
    case "raise-event":
      return v4Clients.raiseEventClient(name, routeFor);
    case "entity":
      return v4Clients.entityClient(name, target, routeFor);
  }
}

function clientFolder(
  { name, job, trigger }: ClientRequest,
  target: string,
  dialect: FolderDialect,
): v3.FunctionFolder {
  switch (job ?? "start") {
    case "start":
      return v3Clients.startFolder(trigger ?? "http", name, target, dialect);
    case "status":
      return v3Clients.statusFolder(name, dialect);
    case "raise-event":
      return v3Clients.raiseEventFolder(name, dialect);
    case "entity":
      return v3Clients.entityClientFolder(name, target, dialect);
  }
}
