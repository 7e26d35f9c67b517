import Module from "node:module";
import type { KnownFunction } from "../replay/messages";

/** Handler that the programming model registers for a function: trigger input first, invocation context last. */
export type FunctionCallback = (input: unknown, context: object) => unknown;

export interface Registration {
  readonly name: string;
  readonly kind: KnownFunction["kind"];
  readonly callback: FunctionCallback;
}

interface FunctionMetadata {
  readonly name: string;
  readonly bindings?: Record<string, { readonly type?: string }>;
}

const kinds: Record<string, KnownFunction["kind"]> = {
  orchestrationtrigger: "orchestration",
  activitytrigger: "activity",
  entitytrigger: "entity",
};

/**
 * Stands in for the module `@azure/functions-core`, which the Functions worker injects into `@azure/functions` 4.x
 * (azure-functions-nodejs-worker src/setupCoreModule.ts:34-42); it sees every registration of the app.
 */
export class FunctionsCore {
  /** By lower-case name: the engine compares function names without case (FunctionName.cs:58-60). */
  readonly registrations = new Map<string, Registration>();
  private model: unknown;

  install(): void {
    const module = this.coreModule();
    const loader = Module as unknown as { _load: (this: unknown, request: string, ...rest: unknown[]) => unknown };
    const load = loader._load;
    loader._load = function (request, ...rest) {
      return request === "@azure/functions-core" ? module : load.call(this, request, ...rest);
    };
  }

  clear(): void {
    this.registrations.clear();
  }

  private register(metadata: FunctionMetadata, callback: FunctionCallback): void {
    const types = Object.values(metadata.bindings ?? {}).map((binding) => binding.type?.toLowerCase() ?? "");
    const kind = types.map((type) => kinds[type]).find((found) => found !== undefined) ?? "other";
    this.registrations.set(metadata.name.toLowerCase(), { name: metadata.name, kind, callback });
  }

  private coreModule(): object {
    return {
      version: "3.10.0",
      hostVersion: "4.1037.0",
      registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) => {
        this.register(metadata, callback);
        return new NothingToDispose();
      },
      setProgrammingModel: (model: unknown) => {
        this.model = model;
      },
      getProgrammingModel: () => this.model,
      registerHook: () => new NothingToDispose(),
      log: () => undefined,
      Disposable: NothingToDispose,
    };
  }
}

class NothingToDispose {
  dispose(): void {
    // A replay ends with its process.
  }
}
