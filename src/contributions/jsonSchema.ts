/** The part of JSON Schema (with VS Code's additions) that our contributions use. */
export interface JsonSchema {
  readonly type: JsonType | readonly JsonType[];
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
}

export type JsonType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/**
 * What is wrong with a value that should match `schema`, as the end of a sentence ("must be …"); undefined when nothing
 * is. Knows exactly the members of `JsonSchema`.
 */
export function mismatch(value: unknown, schema: JsonSchema): string | undefined {
  const types = [schema.type].flat();
  if (!types.some((type) => isOfType(value, type))) return `must be ${types.map(typeWords).join(" or ")}`;
  if (schema.enum && !schema.enum.includes(String(value))) return `must be one of ${schema.enum.join(", ")}`;
  if (schema.minimum !== undefined && typeof value === "number" && value < schema.minimum) {
    return `must be ${schema.minimum} or more`;
  }
  return memberMismatch(value, schema);
}

function memberMismatch(value: unknown, schema: JsonSchema): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const others = Array.isArray(value) ? schema.items : schema.additionalProperties;
  for (const [key, member] of Object.entries(value)) {
    const memberSchema = schema.properties?.[key] ?? others;
    if (!memberSchema) continue;
    const problem = mismatch(member, memberSchema);
    if (problem) return `has an entry \`${key}\` that ${problem}`;
  }
  return undefined;
}

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function typeWords(type: JsonType): string {
  const words: Record<JsonType, string> = {
    string: "text",
    number: "a number",
    integer: "a whole number",
    boolean: "true or false",
    object: "an object",
    array: "a list",
    null: "null",
  };
  return words[type];
}
