/**
 * Templates hold code of two languages: what stands between « and » is TypeScript's only. Between ⟦ and ⟧ is what the
 * user will change first. Two spaces are one level, strings have double quotes, and statements end with semicolons: the
 * app's own style is put on afterwards.
 */
export type TemplateText = string;

/** A function that does work, in either model. */
export interface ActivityPart {
  readonly name: string;
  readonly parameter: string;
  readonly parameterType: string;
  readonly resultType: string;
  /** Statements. */
  readonly body: TemplateText;
  /** Interfaces that its types need, by name. */
  readonly uses: readonly string[];
}

/** An orchestrator with the activities that it calls. */
export interface OrchestratorPart {
  readonly name: string;
  /** Interfaces of the whole, by name. */
  readonly types: Readonly<Record<string, TemplateText>>;
  readonly uses: readonly string[];
  /** Statements; `context` and `df` are in scope. */
  readonly body: TemplateText;
  readonly activities: readonly ActivityPart[];
  /** Name of a function that starts it by HTTP. */
  readonly starter?: string;
}

export interface EntityPart {
  readonly name: string;
  readonly types: Readonly<Record<string, TemplateText>>;
  readonly stateType: string;
  readonly body: TemplateText;
}

/** Free names for the functions that come with one: `nameFor("charge")` → `processOrderCharge`. */
export type NameFor = (role: string) => string;
