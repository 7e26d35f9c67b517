import type { Variable } from "@typescript-eslint/scope-manager";
import type { ParsedFile } from "./parsedFile";

type Scopes = Pick<ParsedFile, "scopeManager">;

/** What a file imports or declares outside of all functions. */
export function declaredIn({ scopeManager }: Scopes): readonly Variable[] {
  const outside = scopeManager.scopes.filter(({ type }) => type === "global" || type === "module");
  return outside.flatMap(({ variables }) => variables).filter(({ defs }) => defs.length > 0);
}

/** Names of types that are written in a file, or in another one of the app. */
export function ownTypesIn(file: Scopes): ReadonlySet<string> {
  const own = declaredIn(file).filter(({ defs: [definition] }) => {
    if (definition?.type === "Type") return true;
    const source = definition?.parent?.type === "ImportDeclaration" ? definition.parent.source.value : "";
    return source.startsWith(".");
  });
  return new Set(own.map(({ name }) => name));
}

/** What functions of a file have for themselves. */
export function innerNamesIn({ scopeManager }: Scopes): {
  readonly types: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
} {
  const inside = scopeManager.scopes.filter(({ type }) => type !== "global" && type !== "module");
  const all = inside.flatMap(({ variables }) => variables);
  const types = all.filter(({ defs: [first] }) => first?.type === "Type");
  const namesOf = (variables: readonly Variable[]) => new Set(variables.map(({ name }) => name));
  return { types: namesOf(types), all: namesOf(all) };
}
