import { joinPath } from "../base/paths";
import type { SourceReader } from "../base/ports";
import type { FunctionApp } from "../project/functionApp";
import { isObject, memberOf, readJsonFile, textMember } from "../project/jsonFile";
import type { TakenName } from "./facts";

/** Routes that HTTP functions of an app have, as `plainRoute` writes them; names of parameters do not tell routes apart. */
export async function routesOf(
  reader: SourceReader,
  { functions }: Pick<FunctionApp, "functions">,
  takenNames: readonly TakenName[],
): Promise<ReadonlySet<string>> {
  const routes: string[] = [];
  for (const { functionJson } of functions)
    if (functionJson) routes.push(...(await routesInFolder(reader, functionJson.directory)));
  const others = takenNames.filter(({ kind, file }) => kind === "other" && !file.endsWith(".json"));
  for (const file of new Set(others.map((other) => other.file)))
    for (const [, , route] of ((await reader.read(file)) ?? "").matchAll(/\broute\s*:\s*(["'`])(.*?)\1/g))
      routes.push(route ?? "");
  return new Set(routes.map(plainRoute));
}

async function routesInFolder(reader: SourceReader, folder: string): Promise<readonly string[]> {
  const bindings = memberOf(await readJsonFile(reader, joinPath(folder, "function.json"), []), "bindings");
  return Array.isArray(bindings) ? bindings.filter(isObject).flatMap((one) => textMember(one, "route") ?? []) : [];
}

function plainRoute(route: string): string {
  return route
    .replace(/^\/|\/$/g, "")
    .replace(/\{[^}]*\}/g, "{}")
    .toLowerCase();
}

/** A route for a new function: the one that suits it or, where another has that, one that begins with its own name. */
export type RouteFor = (route: string, functionName: string) => string;

export function routesBeside(taken: ReadonlySet<string>): RouteFor {
  return (route, name) => {
    if (!taken.has(plainRoute(route))) return route;
    const parameters = route.indexOf("/{");
    return parameters < 0 ? name : name + route.slice(parameters);
  };
}
