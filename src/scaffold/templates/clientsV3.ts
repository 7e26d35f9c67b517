import type { ClientTrigger } from "../request";
import type { RouteFor } from "../routes";
import { asyncFunction, trigger, type Binding, type FunctionFolder } from "./modelV3";
import { sdkImport } from "./modelV4";
import type { TemplateText } from "./parts";
import { paragraphs, type Dialect } from "./render";
import { connections } from "./triggers";

/** How a client of model v3 is written, and which routes are free. */
export interface FolderDialect extends Dialect {
  readonly routeFor: RouteFor;
}

/** A client that starts an orchestrator, in model v3. */
export function startFolder(kind: ClientTrigger, name: string, target: string, dialect: FolderDialect): FunctionFolder {
  if (kind === "http") return startByHttpFolder(name, target, dialect);
  const { type, parameter, options, input } = starts[kind];
  const connection = connections[kind];
  const given = input === undefined ? "" : `, undefined, ${input}`;
  return folder(name, dialect, {
    bindings: [trigger(type, parameter, { ...options, ...(connection !== undefined && { connection }) })],
    // What the code does not look at is no parameter: bindings are handed over in turn.
    ...(input === parameter && { parameter }),
    parameterType: "unknown",
    resultType: "void",
    body: `const instanceId = await client.startNew("⟦${target}⟧"${given});
context.log(\`Started ${target} as \${instanceId}\`);`,
  });
}

export function startByHttpFolder(name: string, target: string, dialect: FolderDialect): FunctionFolder {
  return httpFolder(
    name,
    dialect,
    { route: `orchestrators/${target}`, methods: ["post"] },
    `const instanceId = await client.startNew("⟦${target}⟧", undefined, request.body);
context.log(\`Started ${target} as \${instanceId}\`);
return client.createCheckStatusResponse(request, instanceId);`,
  );
}

export function statusFolder(name: string, dialect: FolderDialect): FunctionFolder {
  return httpFolder(
    name,
    dialect,
    { route: "instances/{instanceId}", methods: ["get"] },
    `const { instanceId = "" } = request.params;
const status = await client.getStatus(instanceId);
if (!status?.instanceId) {
  context.log(\`There is no instance \${instanceId}\`);
  return { status: 404, body: { error: \`There is no instance \${instanceId}\` } };
}
return { status: 200, body: status };`,
  );
}

export function raiseEventFolder(name: string, dialect: FolderDialect): FunctionFolder {
  return httpFolder(
    name,
    dialect,
    { route: "instances/{instanceId}/events/{eventName}", methods: ["post"] },
    `const { instanceId = "", eventName = "" } = request.params;
await client.raiseEvent(instanceId, eventName, request.body);
context.log(\`Raised \${eventName} for \${instanceId}\`);
return { status: 202 };`,
  );
}

export function entityClientFolder(name: string, entity: string, dialect: FolderDialect): FunctionFolder {
  return httpFolder(
    name,
    dialect,
    { route: `entities/${entity}/{key}/{operation?}`, methods: ["get", "post"] },
    `const { key = "", operation } = request.params;
const entityId = new df.EntityId("${entity}", key);
if (request.method === "GET") {
  const { entityExists, entityState } = await client.readEntityState(entityId);
  return entityExists ? { status: 200, body: entityState } : { status: 404 };
}
if (!operation) {
  return { status: 400, body: { error: "Name the operation after the key" } };
}
await client.signalEntity(entityId, operation, request.body);
context.log(\`Signalled \${operation} to \${key}\`);
return { status: 202 };`,
  );
}

interface HttpOptions {
  readonly route: string;
  readonly methods: readonly string[];
}

function httpFolder(
  name: string,
  dialect: FolderDialect,
  { route, methods }: HttpOptions,
  body: TemplateText,
): FunctionFolder {
  const options = { authLevel: "function", route: dialect.routeFor(route, name), methods };
  const request = trigger("httpTrigger", "request", options);
  return folder(name, dialect, {
    bindings: [request, { name: "$return", type: "http", direction: "out" }],
    parameter: "request",
    parameterType: "HttpRequest",
    resultType: "unknown",
    body,
  });
}

interface Client {
  readonly bindings: readonly Binding[];
  readonly parameter?: string;
  readonly parameterType: "HttpRequest" | "unknown";
  readonly resultType: string;
  readonly body: TemplateText;
}

function folder(name: string, dialect: Dialect, client: Client): FunctionFolder {
  const { bindings, parameter, parameterType, resultType, body } = client;
  const types = parameterType === "HttpRequest" ? "Context, HttpRequest" : "Context";
  const isTyped = dialect.language === "typescript";
  const imports = `${isTyped ? `import type { ${types} } from "@azure/functions";\n` : ""}${sdkImport(dialect)}`;
  const second = parameter === undefined ? "" : `, ${parameter}«: ${parameterType}»`;
  const signature = `(context«: Context»${second})«: Promise<${resultType}>»`;
  return {
    name,
    bindings: [...bindings, { name: "starter", type: "durableClient", direction: "in" }],
    code: paragraphs(imports, asyncFunction(signature, `const client = df.getClient(context);\n${body}`, dialect)),
  };
}

interface Start {
  readonly type: string;
  readonly parameter: string;
  readonly options: Binding;
  /** Expression of what the orchestrator gets. */
  readonly input?: string;
}

const starts: Readonly<Record<Exclude<ClientTrigger, "http">, Start>> = {
  timer: { type: "timerTrigger", parameter: "timer", options: { schedule: "0 0 * * * *" } },
  queue: { type: "queueTrigger", parameter: "message", options: { queueName: "orders" }, input: "message" },
  serviceBus: { type: "serviceBusTrigger", parameter: "message", options: { queueName: "orders" }, input: "message" },
  eventGrid: { type: "eventGridTrigger", parameter: "event", options: {}, input: "event" },
  eventHub: {
    type: "eventHubTrigger",
    parameter: "messages",
    options: { eventHubName: "orders", cardinality: "many", consumerGroup: "$Default" },
    input: "messages",
  },
  blob: {
    type: "blobTrigger",
    parameter: "blob",
    options: { path: "orders/{name}" },
    input: '{ name: context.bindingData["name"] }',
  },
  cosmosDb: {
    type: "cosmosDBTrigger",
    parameter: "documents",
    options: { databaseName: "shop", containerName: "orders", createLeaseContainerIfNotExists: true },
    input: "documents",
  },
};
