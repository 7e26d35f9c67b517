import { scan, type Token } from "../project/scanner";

/** More members than these make a type that nobody reads in a signature. */
const mostMembers = 12;

/**
 * The type of an activity's input, as a call shows it.
 * @param rest what stands behind the name in the call: `, { id: order.id, amount: 3 });`
 * @param between arguments between the name and the input, such as retry options
 * @returns e.g. `{ id: unknown; amount: number }`; undefined where the call says nothing, or hands nothing over
 */
export function inputTypeOf(rest: string, between = 0): string | undefined {
  let tokens = scan(rest);
  for (let passed = 0; passed < between && is(tokens[0], ","); passed++)
    tokens = tokens.slice(1 + upToEnd(tokens.slice(1)).length);
  return is(tokens[0], ",") ? typeOf(upToEnd(tokens.slice(1))) : undefined;
}

/** Tokens of one expression: up to a comma or a closing bracket of what is around. */
function upToEnd(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  const end = tokens.findIndex((token) => {
    if (token.kind !== "punctuator") return false;
    if (/^[([{]$/.test(token.text)) depth++;
    if (/^[)\]}]$/.test(token.text)) depth--;
    return depth < 0 || (depth === 0 && /^[,;]$/.test(token.text));
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}

function typeOf(expression: readonly Token[]): string | undefined {
  const [first] = expression;
  if (!first) return undefined;
  if (expression.length === 1) return literalType(first);
  if (is(first, "{") && is(expression.at(-1), "}")) return objectType(expression.slice(1, -1));
  return is(first, "[") && is(expression.at(-1), "]") ? "unknown[]" : undefined;
}

function literalType({ kind, text }: Token): string | undefined {
  if (kind === "string" || kind === "number") return kind;
  return kind === "name" && /^(?:true|false)$/.test(text) ? "boolean" : undefined;
}

function objectType(members: readonly Token[]): string | undefined {
  const types: string[] = [];
  for (let rest = members; rest.length;) {
    const member = upToEnd(rest);
    const [key, colon, ...value] = member;
    if (!key || types.length === mostMembers || !/^(?:name|string)$/.test(key.kind)) return undefined;
    if (colon && !is(colon, ":")) return undefined;
    types.push(`${nameOf(key)}: ${typeOf(value) ?? "unknown"}`);
    rest = rest.slice(member.length + 1);
  }
  return types.length ? `{ ${types.join("; ")} }` : undefined;
}

function nameOf({ text }: Token): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text) ? text : JSON.stringify(text);
}

function is(token: Token | undefined, text: string): boolean {
  return token?.kind === "punctuator" && token.text === text;
}
