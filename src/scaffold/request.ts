import type { Language, Model } from "./facts";

/** What a new function is. */
export type ScaffoldKind = "orchestrator" | "subOrchestrator" | "activity" | "entity" | "client";

export type OrchestratorPattern =
  "chain" | "fan-out" | "async-http" | "monitor" | "human-approval" | "eternal" | "saga" | "retry";

export type EntityPattern = "counter" | "aggregator";

export type ClientTrigger = "http" | "timer" | "queue" | "serviceBus" | "eventGrid" | "eventHub" | "blob" | "cosmosDb";

/** What a client does when its trigger fires; those other than `start` answer HTTP requests. */
export type ClientJob = "start" | "status" | "raise-event" | "entity";

interface AnyFunction {
  readonly name: string;
  /** Of an app that holds both; default: the one that most of its functions are written in. */
  readonly model?: Model;
  /** Default: the app's. */
  readonly language?: Language;
}

export interface OrchestratorRequest extends AnyFunction {
  readonly kind: "orchestrator" | "subOrchestrator";
  readonly pattern?: OrchestratorPattern;
}

export interface ActivityRequest extends AnyFunction {
  readonly kind: "activity";
  /** TypeScript's type of the input, e.g. `{ id: string }`; default: `string`. */
  readonly inputType?: string;
}

export interface EntityRequest extends AnyFunction {
  readonly kind: "entity";
  readonly pattern?: EntityPattern;
}

export interface ClientRequest extends AnyFunction {
  readonly kind: "client";
  readonly job?: ClientJob;
  /** Of the job `start`. */
  readonly trigger?: ClientTrigger;
  /** The orchestrator that is started, or the entity; default: the first of the app. */
  readonly target?: string;
}

export type FunctionRequest = OrchestratorRequest | ActivityRequest | EntityRequest | ClientRequest;
