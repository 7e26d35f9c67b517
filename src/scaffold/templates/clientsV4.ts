import type { ClientTrigger } from "../request";
import type { RouteFor } from "../routes";
import type { TemplateText } from "./parts";
import { indented } from "./render";
import { connections } from "./triggers";

/** A client that starts an orchestrator, in model v4. */
export function startClient(trigger: ClientTrigger, name: string, target: string, routeFor: RouteFor): TemplateText {
  if (trigger === "http") return startByHttp(name, target, routeFor);
  const { method, options, parameter, input } = starts[trigger];
  const given = input === undefined ? "" : `, { input${input === "input" ? "" : `: ${input}`} }`;
  return client(method, name, [...options, ...connectionOption(trigger)], {
    parameter,
    body: `const instanceId = await client.startNew("${target}"${given});
context.log(\`Started ${target} as \${instanceId}\`);`,
  });
}

export function startByHttp(name: string, target: string, routeFor: RouteFor): TemplateText {
  return httpClient(name, routeFor(`orchestrators/${target}`, name), ["POST"], {
    parameter: "request",
    body: `const body = await request.text();
const input«: unknown» = body === "" ? undefined : JSON.parse(body);
const instanceId = await client.startNew("${target}", { input });
context.log(\`Started ${target} as \${instanceId}\`);
return client.createCheckStatusResponse(request, instanceId);`,
  });
}

export function statusClient(name: string, routeFor: RouteFor): TemplateText {
  return httpClient(name, routeFor("instances/{instanceId}", name), ["GET"], {
    parameter: "request",
    body: `const { instanceId = "" } = request.params;
try {
  return { jsonBody: await client.getStatus(instanceId, { showInput: false }) };
} catch (error) {
  context.warn(\`No status of \${instanceId}:\`, error);
  return { status: 404, jsonBody: { error: \`There is no instance \${instanceId}\` } };
}`,
  });
}

export function raiseEventClient(name: string, routeFor: RouteFor): TemplateText {
  return httpClient(name, routeFor("instances/{instanceId}/events/{eventName}", name), ["POST"], {
    parameter: "request",
    body: `const { instanceId = "", eventName = "" } = request.params;
const body = await request.text();
const data«: unknown» = body === "" ? undefined : JSON.parse(body);
await client.raiseEvent(instanceId, eventName, data);
context.log(\`Raised \${eventName} for \${instanceId}\`);
return { status: 202 };`,
  });
}

export function entityClient(name: string, entity: string, routeFor: RouteFor): TemplateText {
  return httpClient(name, routeFor(`entities/${entity}/{key}/{operation?}`, name), ["GET", "POST"], {
    parameter: "request",
    body: `const { key = "", operation } = request.params;
const entityId = new df.EntityId("${entity}", key);
if (request.method === "GET") {
  const { entityExists, entityState } = await client.readEntityState(entityId);
  return entityExists ? { jsonBody: entityState } : { status: 404 };
}
if (!operation) {
  return { status: 400, jsonBody: { error: "Name the operation after the key" } };
}
const body = await request.text();
await client.signalEntity(entityId, operation, body === "" ? undefined : JSON.parse(body));
context.log(\`Signalled \${operation} to \${key}\`);
return { status: 202 };`,
  });
}

interface Handler {
  readonly parameter: string;
  readonly body: TemplateText;
}

function httpClient(name: string, route: string, methods: readonly string[], handler: Handler): TemplateText {
  const list = methods.map((method) => `"${method}"`).join(", ");
  const options = [`route: "⟦${route}⟧"`, `methods: [${list}]`, 'authLevel: "function"'];
  return client("http", name, options, handler);
}

function client(method: string, name: string, options: readonly string[], handler: Handler): TemplateText {
  const lines = options.map((option) => `  ${option},\n`).join("");
  return `df.app.client.${method}("${name}", {
${lines}  handler: async (${handler.parameter}, client, context) => {
${indented(indented(handler.body))}
  },
});`;
}

function connectionOption(trigger: ClientTrigger): readonly string[] {
  const connection = connections[trigger];
  return connection === undefined ? [] : [`connection: "${connection}"`];
}

interface Start {
  readonly method: string;
  readonly options: readonly string[];
  readonly parameter: string;
  /** Expression of what the orchestrator gets. */
  readonly input?: string;
}

const starts: Readonly<Record<Exclude<ClientTrigger, "http">, Start>> = {
  timer: { method: "timer", options: ['schedule: "⟦0 0 * * * *⟧"'], parameter: "_timer" },
  queue: { method: "storageQueue", options: ['queueName: "⟦orders⟧"'], parameter: "input", input: "input" },
  serviceBus: { method: "serviceBusQueue", options: ['queueName: "⟦orders⟧"'], parameter: "input", input: "input" },
  eventGrid: { method: "eventGrid", options: [], parameter: "event", input: "⟦event.data⟧" },
  eventHub: {
    method: "eventHub",
    options: ['eventHubName: "⟦orders⟧"', 'cardinality: "many"'],
    parameter: "input",
    input: "input",
  },
  blob: {
    method: "storageBlob",
    options: ['path: "⟦orders⟧/{name}"'],
    parameter: "_blob",
    input: '{ name: context.triggerMetadata?.["name"] }',
  },
  cosmosDb: {
    method: "cosmosDB",
    options: ['databaseName: "⟦shop⟧"', 'containerName: "orders"', "createLeaseContainerIfNotExists: true"],
    parameter: "input",
    input: "input",
  },
};
