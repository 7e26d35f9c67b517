import type { Protocol } from "devtools-protocol";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { debugGlobal } from "../replay/debugMessages";
import type { InspectorClient } from "./inspectorClient";
import type { UserFrame } from "./userFrames";
import { pageSize, showValue } from "./values";

type Scope = Protocol.Debugger.Scope;

/** What a variables reference stands for: one object, or the scopes whose variables are shown together. */
type Reference =
  | { readonly objectIds: readonly string[]; readonly frameIndex?: number; readonly indexed?: number }
  | { readonly expression: string };

interface Page {
  readonly filter?: "indexed" | "named" | undefined;
  readonly start?: number | undefined;
  readonly count?: number | undefined;
}

/** Names that Node gives to every CommonJS module. */
const moduleNames = new Set(["exports", "require", "module", "__filename", "__dirname"]);
const readPage =
  "function (start, count) { const page = Object.create(null); for (let i = start; i < start + count && i < this.length; i++) if (i in this) page[i] = this[i]; return page; }";

/** Scopes and variables of a stop. References are good until the next stop. */
export class Variables {
  private readonly references = new Map<number, Reference>();
  private last = 0;

  reset(): void {
    this.references.clear();
  }

  /** `episode`: in words, for the Durable context. */
  scopes({ callFrame }: UserFrame, episode: string): DebugProtocol.Scope[] {
    const durable = { expression: `${debugGlobal}.durableContext(${JSON.stringify(episode)})` };
    const chain = callFrame.scopeChain.filter(({ type }) => type !== "global" && type !== "script");
    const outer = chain.findIndex(({ type }) => type === "closure" || type === "module");
    const locals = outer < 0 ? chain : chain.slice(0, outer);
    const closures = outer < 0 ? [] : chain.slice(outer);
    return [
      this.scope("Locals", locals, "locals"),
      ...(closures.length ? [this.scope("Closure", closures)] : []),
      {
        name: "Durable context",
        variablesReference: this.add(durable),
        expensive: false,
      },
    ];
  }

  /** Undefined for a reference that no stop has given out, or an earlier one. */
  async children(
    inspector: InspectorClient,
    reference: number,
    page: Page,
  ): Promise<DebugProtocol.Variable[] | undefined> {
    const found = this.references.get(reference);
    if (!found) return undefined;
    const objectIds = "expression" in found ? [await objectOf(inspector, found.expression)] : found.objectIds;
    if (page.filter === "indexed") return this.page(inspector, objectIds[0] ?? "", page);
    const shown = new Map<string, DebugProtocol.Variable>();
    for (const objectId of objectIds) {
      for (const variable of await this.properties(inspector, objectId, page.filter === "named"))
        if (!shown.has(variable.name)) shown.set(variable.name, variable);
    }
    return [...shown.values()];
  }

  /** A value with a reference to its children. */
  shown(value: Protocol.Runtime.RemoteObject | undefined): Omit<DebugProtocol.Variable, "name"> {
    const { objectId, indexed, ...text } = showValue(value);
    if (objectId === undefined) return { ...text, variablesReference: 0 };
    const variablesReference = this.add({ objectIds: [objectId] });
    return {
      ...text,
      variablesReference,
      ...(indexed !== undefined && { indexedVariables: indexed, namedVariables: 1 }),
    };
  }

  private scope(name: string, scopes: readonly Scope[], hint?: "locals"): DebugProtocol.Scope {
    const objectIds = scopes.flatMap(({ object }) => object.objectId ?? []);
    const variablesReference = this.add({ objectIds });
    return { name, variablesReference, expensive: false, ...(hint && { presentationHint: hint }) };
  }

  private add(reference: Reference): number {
    this.references.set(++this.last, reference);
    return this.last;
  }

  private async page(inspector: InspectorClient, objectId: string, { start = 0, count = pageSize }: Page) {
    const { result } = await inspector.send("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: readPage,
      arguments: [{ value: start }, { value: count }],
    });
    return this.properties(inspector, result.objectId ?? "", false);
  }

  private async properties(
    inspector: InspectorClient,
    objectId: string,
    named: boolean,
  ): Promise<DebugProtocol.Variable[]> {
    const { result, privateProperties = [] } = await inspector.send("Runtime.getProperties", {
      objectId,
      ownProperties: true,
      generatePreview: true,
      ...(named && { nonIndexedPropertiesOnly: true }),
    });
    // A variable that its statement has not set yet: without a value from Node 22 on, undefined before.
    const own = result.filter(({ name, get, set, isOwn }) => isOwn !== false && !get && !set && !hidden(name));
    return [...own, ...privateProperties].map(({ name, value }) => ({ name, ...this.shown(value) }));
  }
}

function hidden(name: string): boolean {
  return name === "__proto__" || name.startsWith("$$durable") || name === "$$clock" || moduleNames.has(name);
}

async function objectOf(inspector: InspectorClient, expression: string): Promise<string> {
  const { result } = await inspector.send("Runtime.evaluate", { expression, silent: true });
  return result.objectId ?? "";
}
