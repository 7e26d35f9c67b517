import type { TextRange } from "../../base/sourcePlace";
import { idOf, type Call, type Calls, type FunctionPlace } from "./calls";
import type { Orchestrator } from "./orchestrators";

/** A call on the way from an orchestrator to a function: where it is written, and what it runs. */
export interface RouteCall {
  readonly file: string;
  readonly range: TextRange;
  readonly target: FunctionPlace;
}

/** How an orchestrator comes to run a function; no calls: the function is part of it. */
export interface Route {
  readonly orchestrator: Orchestrator;
  readonly calls: readonly RouteCall[];
}

/** No orchestrator that people write reaches so many functions; generated code may. */
const maximalFunctions = 3_000;

/**
 * Every function that an orchestrator may run, with the shortest way there from each of its own calls.
 * @returns id of a function → the routes to it
 */
export function routesFrom(orchestrator: Orchestrator, calls: Calls): ReadonlyMap<string, readonly Route[]> {
  const routes = new Map<string, Route[]>();
  const { body, direct } = bodyOf(orchestrator, calls);
  for (const place of body) routes.set(idOf(place), [{ orchestrator, calls: [] }]);
  for (const first of direct) {
    for (const [id, way] of waysFrom(first, calls, new Set(body.map(idOf)))) {
      const known = routes.get(id);
      const route = { orchestrator, calls: way };
      if (known) known.push(route);
      else routes.set(id, [route]);
    }
  }
  return routes;
}

/** The orchestrator with the functions written in it that run, and the calls that lead out of them. */
function bodyOf(orchestrator: Orchestrator, calls: Calls) {
  const body: FunctionPlace[] = [orchestrator];
  const seen = new Set([idOf(orchestrator)]);
  const direct: RouteCall[] = [];
  for (const place of body) {
    for (const { range, target } of calls.of(place)) {
      if (!calls.isWithin(target, orchestrator)) direct.push({ file: place.file, range, target });
      else if (!seen.has(idOf(target))) {
        seen.add(idOf(target));
        body.push(target);
      }
    }
  }
  return { body, direct };
}

function waysFrom(
  first: RouteCall,
  calls: Calls,
  body: ReadonlySet<string>,
): ReadonlyMap<string, readonly RouteCall[]> {
  const ways = new Map<string, readonly RouteCall[]>([[idOf(first.target), [first]]]);
  const queue: FunctionPlace[] = [first.target];
  for (const place of queue) {
    const way = ways.get(idOf(place)) ?? [];
    for (const call of calls.of(place)) addWay(call, place, way, { ways, queue, body });
    if (ways.size > maximalFunctions) break;
  }
  return ways;
}

interface Search {
  readonly ways: Map<string, readonly RouteCall[]>;
  readonly queue: FunctionPlace[];
  readonly body: ReadonlySet<string>;
}

function addWay(call: Call, from: FunctionPlace, way: readonly RouteCall[], { ways, queue, body }: Search): void {
  const id = idOf(call.target);
  if (ways.has(id) || body.has(id)) return;
  ways.set(id, [...way, { file: from.file, range: call.range, target: call.target }]);
  queue.push(call.target);
}
