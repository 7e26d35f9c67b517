import type { ClientJob, ClientTrigger, EntityPattern, OrchestratorPattern, ScaffoldKind } from "./request";

/** One of the answers to a question, for lists to pick from and for the command line's help alike. */
export interface Choice<T extends string> {
  readonly id: T;
  readonly label: string;
  /** One line: what comes of it. */
  readonly description: string;
}

/** The kinds, each with a name to begin with. */
export const kinds: readonly (Choice<ScaffoldKind> & { readonly defaultName: string })[] = [
  {
    id: "orchestrator",
    label: "Orchestrator",
    description: "Calls activities and waits, and survives restarts",
    defaultName: "processOrder",
  },
  {
    id: "subOrchestrator",
    label: "Sub-orchestrator",
    description: "An orchestrator that another one calls",
    defaultName: "processItem",
  },
  {
    id: "activity",
    label: "Activity",
    description: "One unit of work: reads, writes, calls services",
    defaultName: "sendReceipt",
  },
  {
    id: "entity",
    label: "Entity",
    description: "Small state that lives on, changed one operation at a time",
    defaultName: "counter",
  },
  {
    id: "client",
    label: "Client",
    description: "Starts, queries or signals, when its trigger fires",
    defaultName: "startOrder",
  },
];

export const orchestratorPatterns: readonly Choice<OrchestratorPattern>[] = [
  {
    id: "chain",
    label: "Chain",
    description: "Activities one after the other",
  },
  { id: "fan-out", label: "Fan-out/fan-in", description: "Many activities at once, then their results together" },
  {
    id: "async-http",
    label: "Async HTTP status",
    description: "Long work behind an HTTP starter, its progress in the status",
  },
  { id: "monitor", label: "Monitor", description: "Looks again and again until something is so, or time is up" },
  {
    id: "human-approval",
    label: "Human approval",
    description: "Waits for an event, and goes on without it after a time",
  },
  { id: "eternal", label: "Eternal", description: "Works, rests, and begins anew with a short history" },
  { id: "saga", label: "Saga", description: "Steps that are undone in reverse order when one fails" },
  { id: "retry", label: "Retry", description: "An activity tried again with growing pauses" },
];

export const entityPatterns: readonly Choice<EntityPattern>[] = [
  { id: "counter", label: "Counter", description: "A number with the operations add, reset and get" },
  { id: "aggregator", label: "Aggregator", description: "Events from many sources gathered into one summary" },
];

export const clientTriggers: readonly Choice<ClientTrigger>[] = [
  { id: "http", label: "HTTP", description: "Answers with the addresses of status, events and termination" },
  { id: "timer", label: "Timer", description: "On a schedule" },
  { id: "queue", label: "Storage queue", description: "For each message of a queue" },
  { id: "serviceBus", label: "Service Bus queue", description: "For each message of a Service Bus queue" },
  { id: "eventGrid", label: "Event Grid", description: "For each event of an Event Grid subscription" },
  { id: "eventHub", label: "Event Hub", description: "For each batch of events" },
  { id: "blob", label: "Blob", description: "For each new or changed blob of a container" },
  { id: "cosmosDb", label: "Cosmos DB", description: "For each new or changed document" },
];

export const clientJobs: readonly Choice<ClientJob>[] = [
  { id: "start", label: "Start an orchestrator", description: "By HTTP, timer, queue or another trigger" },
  { id: "status", label: "Query status", description: "HTTP: what an instance is doing" },
  { id: "raise-event", label: "Raise an event", description: "HTTP: sends an event to an instance that waits for it" },
  {
    id: "entity",
    label: "Signal and read an entity",
    description: "HTTP: POST signals an operation, GET reads the state",
  },
];
