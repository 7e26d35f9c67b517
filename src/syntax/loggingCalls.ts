import type { DeclarationKeys } from "./declarations";
import { isFunction, keyOf, parentOf, unwrap, wrapped } from "./nodes";
import type { CallExpression, Node } from "./nodes";
import { calleeName, isReplayFlag } from "./replayGuards";

/** Levels, and what loggers of packages call them. */
const logMethod = /^(log|info|information|warn|warning|error|debug|trace|verbose|fatal|silly|notice|critical)$/;
/** What loggers of one's own call them: `logger.logError(text)`. */
const ownMethod = /^log[A-Z]\w*$/;
const consoleMethod = /^(log|info|warn|error|debug|trace|dir|dirxml|table|group|groupCollapsed|assert|count)$/;
const loggerName = /^(console|winston|pino|bunyan|log|logging|loglevel)$|(^|[a-z_])_?(logger|log)$|Logger$|Log$/;
const logFunction =
  /^_?log(ger)?$|^log(Info|Warn|Warning|Error|Debug|Message|Verbose)$|^(?!(?:get|create|make|build|init|new|with|use|set|add)[A-Z])\w*Logger$/;
const contextName = /^_?(\w*context|ctx|c)$/i;
/** A context of a function of the app, and none of a parser or a canvas. */
const functionContextName = /^_?(orchestrat(ion|or)|durable|func(tion)?|invocation|execution|azure)?_?(context|ctx)$/i;
/** Helpers that are called after the methods of Application Insights; those that throw do more than to tell. */
const telemetryName = /^track[A-Z](?!\w*Throw)\w*$/;
const telemetryMethod =
  /^track(Event|Exception|Metric|Trace|Dependency|Request|PageView|Availability|NodeHttp(Request|Dependency))\w*$/;

/** What a call writes for people to read, judged by its names; undefined: it does something else. */
export function loggingKind(call: CallExpression, keys: DeclarationKeys): "log" | "telemetry" | undefined {
  const callee = unwrap(call.callee);
  const name = calleeName(call);
  if (name === undefined) return undefined;
  if (callee.type === "Identifier") {
    if (telemetryName.test(name)) return "telemetry";
    return isLogFunction(callee, keys) ? "log" : undefined;
  }
  if (callee.type !== "MemberExpression") return undefined;
  if (telemetryMethod.test(name)) return "telemetry";
  return isLogMember(callee.object, name, keys) ? "log" : undefined;
}

function isLogMember(node: Node, method: string, keys: DeclarationKeys): boolean {
  const object = unwrap(node);
  const name = nameOf(object);
  if (name === "console") return consoleMethod.test(method);
  if (name === undefined || !(logMethod.test(method) || ownMethod.test(method))) return false;
  return loggerName.test(name) || (logMethod.test(method) && contextName.test(name) && isContext(object, keys));
}

/** `context` of `context.log(…)`, `context.log.info(…)` and `this.context.log(…)`, when its name is that of a context. */
export function contextLoggedTo({ callee }: CallExpression, keys: DeclarationKeys): Node | undefined {
  const called = unwrap(callee);
  let object = called.type === "MemberExpression" ? unwrap(called.object) : undefined;
  if (object?.type === "MemberExpression" && /^log(ger)?$/.test(keyOf(object) ?? "")) object = unwrap(object.object);
  return object && isContextName(nameOf(object)) && isContext(object, keys) ? object : undefined;
}

/** A name that people give to the context of a function of the app. */
export function isContextName(name: string | undefined): boolean {
  return name !== undefined && functionContextName.test(name);
}

/** `log` of `({ log, df }) => log("…")`, and `logger("…")`. */
function isLogFunction(callee: Node & { readonly name: string }, keys: DeclarationKeys): boolean {
  return logFunction.test(callee.name) && !!keys.variableOf(callee);
}

/** Contexts are handed to functions: a name that nothing declares is none. */
function isContext(object: Node, keys: DeclarationKeys): boolean {
  return object.type !== "Identifier" || !!keys.variableOf(object);
}

function nameOf(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" ? keyOf(node) : undefined;
}

/** A call that only logs: nothing is made of what it returns. */
export function isLoggingOnly(call: CallExpression, keys: DeclarationKeys): boolean {
  const around = parentOf(call);
  const isUnused = isDiscarded(call) || (around?.type === "YieldExpression" && isDiscarded(around));
  return isUnused && loggingKind(call, keys) !== undefined;
}

/** In the arguments of a call that only logs. */
export function isInLogging(node: Node, keys: DeclarationKeys): boolean {
  for (let at = node; at.parent && !isWhole(at.type); at = at.parent) {
    const { parent } = at;
    if (parent.type === "CallExpression" && parent.callee !== at && isLoggingOnly(parent, keys)) return true;
  }
  return false;
}

function isWhole(type: string): boolean {
  return type.endsWith("Statement") || type.endsWith("Declaration");
}

/** `log(text, context.df.isReplaying)`: who is called decides. */
export function isToldOfReplay(call: CallExpression, keys: DeclarationKeys): boolean {
  return call.arguments.some((argument) => argument.type !== "SpreadElement" && mentionsFlag(argument, keys));
}

function mentionsFlag(argument: Node, keys: DeclarationKeys): boolean {
  const value = unwrap(argument);
  if (value.type === "ObjectExpression") {
    return value.properties.some((each) => each.type === "Property" && mentionsFlag(each.value, keys));
  }
  const flag = value.type === "UnaryExpression" && value.operator === "!" ? value.argument : value;
  return isReplayFlag(flag, keys);
}

/** Nothing is made of what an expression gives. */
export function isDiscarded(node: Node): boolean {
  const parent = parentOf(node);
  switch (parent?.type) {
    case "ExpressionStatement":
      return true;
    case "ArrowFunctionExpression":
      return isFunction(parent) && parent.body === wrapped(node);
    case "LogicalExpression":
    case "ConditionalExpression":
      return isDiscarded(parent);
    case "UnaryExpression":
      return parent.operator === "void";
    case "AwaitExpression":
      return isDiscarded(parent);
    default:
      return false;
  }
}
