import type { LaunchArguments } from "../../src/contributions/launchArguments";

type Below = (below: number) => number;

/** One request of a random conversation. */
export interface RandomRequest {
  readonly command: string;
  readonly args: object;
}

const rubbish: readonly unknown[] = [
  null,
  -1,
  1e9,
  "x",
  "",
  [],
  {},
  true,
  Number.MAX_SAFE_INTEGER + 2,
  "💥".repeat(50),
];
const expressions = ["1+1", "context.df", "nothing", "(", "throw 1", "globalThis.x = 1", "while(false);", "[].at(9).z"];
const moves = [
  "next",
  "stepIn",
  "stepOut",
  "stepBack",
  "continue",
  "reverseContinue",
  "pause",
  "restart",
  "restartFrame",
];
const unknown = ["attach", "goto", "setVariable", "durable/nothing", "", "disassemble"];

/** Any request, mostly sensible, also out of order or with rubbish for arguments. */
export function randomRequest(below: Below, launch: LaunchArguments, file: string): RandomRequest {
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const number = () => pick([0, 1, 2, 3, 5, 17, 40, 999, -3]);
  const makers: readonly (() => RandomRequest)[] = [
    ...Array.from({ length: 4 }, () => () => ({ command: pick(moves), args: { threadId: 1 } })),
    () => ({
      command: "durable/seek",
      args: pick([{ tick: number() }, { event: number() }, { episode: number() }, {}]),
    }),
    () => ({ command: "stackTrace", args: { threadId: 1, startFrame: number(), levels: number() } }),
    () => ({ command: "scopes", args: { frameId: number() } }),
    () => ({ command: "variables", args: { variablesReference: number(), start: number(), count: number() } }),
    () => ({
      command: "evaluate",
      args: { expression: pick(expressions), frameId: number(), context: pick(["repl", "watch", "hover"]) },
    }),
    () => ({
      command: "setBreakpoints",
      args: {
        source: { path: pick([file, "/nowhere.ts"]) },
        breakpoints: [{ line: number() }, { line: 12, condition: pick(expressions) }],
      },
    }),
    () => ({
      command: pick(["threads", "loadedSources", "exceptionInfo", "gotoTargets", "initialize"]),
      args: { threadId: 1 },
    }),
    () => ({ command: "configurationDone", args: {} }),
    () => ({ command: "launch", args: pick([launch, {}, { history: "/nowhere.json" }]) }),
    () => ({ command: pick(unknown), args: { value: pick(rubbish) } }),
    () => ({
      command: pick([...moves, "variables", "evaluate", "setBreakpoints", "durable/seek", "stackTrace"]),
      args: rubbishArguments(pick),
    }),
  ];
  return pick(makers)();
}

const names = [
  "threadId",
  "frameId",
  "variablesReference",
  "expression",
  "source",
  "breakpoints",
  "lines",
  "tick",
  "event",
];

function rubbishArguments(pick: <T>(values: readonly T[]) => T): object {
  return Object.fromEntries(names.map((name) => [name, pick(rubbish)]));
}
