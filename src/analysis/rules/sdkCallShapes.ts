import { isFunction, keyOf, methodOf, parentOf, unwrap } from "../../syntax/nodes";
import type { CallExpression, NewExpression, Node } from "../../syntax/nodes";
import { defineRule, type Fix, type RuleContext } from "../rule";
import { majorOf } from "../sdk/versions";

export const sdkCallShapes = defineRule({
  meta: {
    type: "problem",
    docs: {
      id: "sdk-call-shapes",
      description: "Disallow arguments that the installed durable-functions does not take",
    },
    severity: "error",
    scope: "everywhere",
    hasSuggestions: true,
    schema: [],
    messages: {
      object: "`{{method}}` of durable-functions 3 takes an object here: `{{method}}({{shape}})`.",
      positions: "`{{method}}` of durable-functions {{major}} takes its arguments one by one: `{{method}}({{shape}})`.",
      activityOptions:
        "`df.app.activity` takes options, `{ handler: … }`; a bare function is never called, and each run of the activity fails.",
      wrapped:
        "`df.orchestrator` belongs to function.json; `df.app.orchestration` takes the generator function itself.",
      timeout:
        "`waitForExternalEvent` takes no timeout: it waits until the event comes. Race it with `createTimer`, by `{{context}}.Task.any`.",
      noRetry:
        "`{{method}}` takes retry options after the name: `new df.RetryOptions(firstRetryIntervalInMilliseconds, maxNumberOfAttempts)`.",
      retryNames:
        "These retry options have no `{{missing}}`, and the call fails without. Use `new df.RetryOptions(…)`.",
      retryArguments:
        "`RetryOptions` takes two numbers, the first interval in milliseconds and the number of attempts: it fails without `{{missing}}`.",
      retryLast: "`{{method}}` takes retry options before the input: `{{method}}(name, retryOptions, input)`.",
      passObject: "Pass an object",
      unwrap: "Pass the generator function itself",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const method = methodOf(node);
      if (method === "callHttp" && context.durable.durableCallName(node) === method) checkCallHttp(context, node);
      else if (method === "callActivityWithRetry" || method === "callSubOrchestratorWithRetry")
        checkRetry(context, node, method);
      else if (method === "waitForExternalEvent") checkWait(context, node);
      else if (method === "startNew") checkStartNew(context, node);
      else if (method === "getStatus") checkGetStatus(context, node);
      else if (method === "activity" || method === "orchestration") checkRegistration(context, node, method);
    },
    NewExpression: (node) => checkRetryOptions(context, node),
  }),
});

const httpNames = ["method", "url", "body", "headers", "tokenSource", "enablePolling"];
const startNames = ["instanceId", "input"];

function checkCallHttp(context: RuleContext, node: CallExpression): void {
  const major = majorHere(context);
  const [first] = node.arguments;
  if (!first || major === undefined) return;
  if (major >= 3 && (isText(first) || node.arguments.length > 1)) {
    reportObject(context, node, "callHttp", "{ method, url, … }", objectFix(context, node, httpNames, 0));
  } else if (major < 3 && unwrap(first).type === "ObjectExpression") {
    reportPositions(context, node, "callHttp", "method, url, …", major);
  }
}

const retryNames = ["firstRetryIntervalInMilliseconds", "maxNumberOfAttempts"];

function checkRetry(context: RuleContext, node: CallExpression, method: string): void {
  const [name, options, input] = node.arguments;
  if (node.arguments.some(({ type }) => type === "SpreadElement")) return;
  if (context.durable.durableCallName(node) !== method || !name) return;
  if (!options) return context.report({ node, messageId: "noRetry", data: { method } });
  if (input && !isRetry(context, options) && isRetry(context, input))
    return context.report({ node: input, messageId: "retryLast", data: { method } });
  const missing = missingRetryName(context, options);
  if (missing !== undefined) context.report({ node: options, messageId: "retryNames", data: { missing } });
}

/** `new df.RetryOptions(1000)`. */
function checkRetryOptions(context: RuleContext, node: NewExpression): void {
  const missing = retryNames[node.arguments.length];
  if (missing === undefined || node.arguments.some(({ type }) => type === "SpreadElement")) return;
  if (isFromSdk(context, node, "RetryOptions#"))
    context.report({ node, messageId: "retryArguments", data: { missing } });
}

function isFromSdk({ durable }: RuleContext, node: Node, path: string): boolean {
  return durable
    .valuesOf(node)
    .some((value) => value.kind === "package" && value.module === "durable-functions" && value.path === path);
}

function isRetry(context: RuleContext, node: Node): boolean {
  const values = context.durable.valuesOf(node);
  return values.some((value) => value.kind === "package" && value.path === "RetryOptions#");
}

/** Of options that are written as an object; an empty one is filled elsewhere. */
function missingRetryName(context: RuleContext, node: Node): string | undefined {
  if (!isOnlyPassed(context, unwrap(node))) return undefined;
  const [value, ...others] = context.durable.valuesOf(node);
  if (value?.kind !== "object" || others.length) return undefined;
  const { members, spreads, computed = [] } = value.reference;
  if (spreads.length || computed.length || !Object.keys(members).length) return undefined;
  return retryNames.find((each) => !Object.hasOwn(members, each));
}

/** An object of this place, or the name of one that is only passed to calls with retry: nothing adds to it. */
function isOnlyPassed({ durable }: RuleContext, node: Node): boolean {
  if (node.type !== "Identifier") return node.type === "ObjectExpression";
  const references = durable.tree.keys.variableOf(node)?.references ?? [];
  return references.every((each) => {
    const parent = parentOf(each.identifier);
    return (
      each.init === true || (parent?.type === "CallExpression" && methodOf(parent)?.endsWith("WithRetry") === true)
    );
  });
}

/** In .NET the second argument is a timeout. */
function checkWait(context: RuleContext, node: CallExpression): void {
  const [, second] = node.arguments;
  if (!second || second.type === "SpreadElement" || !isTimeout(second)) return;
  if (context.durable.durableCallName(node) !== "waitForExternalEvent") return;
  const data = { context: context.durable.durableContextAt(node) ?? "context.df" };
  context.report({ node: second, messageId: "timeout", data });
}

/** Anything that is not left out. */
function isTimeout(node: Node): boolean {
  const value = unwrap(node);
  return (
    !(value.type === "Identifier" && value.name === "undefined") && !(value.type === "Literal" && value.value === null)
  );
}

function checkStartNew(context: RuleContext, node: CallExpression): void {
  const major = majorHere(context);
  const [, second] = node.arguments;
  if (!second || major === undefined) return;
  if (major >= 3 && (isText(second) || node.arguments.length > 2)) {
    reportObject(context, node, "startNew", "name, { instanceId, input }", objectFix(context, node, startNames, 1));
  } else if (major < 3 && isOptions(second) && node.arguments.length === 2) {
    reportPositions(context, node, "startNew", "name, instanceId, input", major);
  }
}

/** Of many methods with this name, those that are given flags one by one. */
function checkGetStatus(context: RuleContext, node: CallExpression): void {
  const flags = node.arguments.slice(1).map(unwrap);
  if (!flags.some((flag) => flag.type === "Literal" && typeof flag.value === "boolean")) return;
  if ((majorHere(context) ?? 0) < 3 || !context.durable.registered.isFromSdk(node)) return;
  reportObject(context, node, "getStatus", "instanceId, { showHistory, showHistoryOutput, showInput }", undefined);
}

function checkRegistration(context: RuleContext, node: CallExpression, method: string): void {
  const [, given] = node.arguments;
  if (!given || !context.durable.registered.isFromSdk(node)) return;
  const handler = unwrap(given);
  if (method === "activity") {
    if (isFunctionValue(context, given))
      context.report({ node: given, messageId: "activityOptions", ...wrapIn(context, given) });
    return;
  }
  if (handler.type !== "CallExpression" || methodOf(handler) !== "orchestrator") return;
  const [inner] = handler.arguments;
  const fix: Fix = (fixer) => fixer.replaceText(handler, inner ? textOf(context, inner) : "");
  context.report({ node: handler.callee, messageId: "wrapped", suggest: inner ? [{ messageId: "unwrap", fix }] : [] });
}

function isFunctionValue(context: RuleContext, given: Node): boolean {
  const value = unwrap(given);
  if (value.type !== "Identifier") return isFunction(value);
  const values = context.durable.valuesOf(value);
  return values.length > 0 && values.every(({ kind }) => kind === "function");
}

function wrapIn(context: RuleContext, handler: Node) {
  const fix: Fix = (fixer) => fixer.replaceText(handler, `{ handler: ${textOf(context, handler)} }`);
  return { suggest: [{ messageId: "passObject", fix }] };
}

function reportObject(context: RuleContext, node: CallExpression, method: string, shape: string, fix: Fix | undefined) {
  const suggest = fix ? [{ messageId: "passObject", fix }] : [];
  context.report({ node, messageId: "object", data: { method, shape }, suggest });
}

function reportPositions(context: RuleContext, node: CallExpression, method: string, shape: string, major: number) {
  context.report({ node, messageId: "positions", data: { method, shape, major: String(major) } });
}

/** Names for the arguments from `start` on; undefined when there are more, or some are spread. */
function objectFix(context: RuleContext, node: CallExpression, names: readonly string[], start: number) {
  const given = node.arguments.slice(start);
  if (given.length > names.length || node.arguments.some(({ type }) => type === "SpreadElement")) return undefined;
  const members = given.flatMap((argument, index) => {
    const text = textOf(context, argument);
    const name = names[index] ?? "";
    if (text === "undefined") return [];
    return [text === name ? name : `${name}: ${text}`];
  });
  const kept = node.arguments.slice(0, start).map((argument) => textOf(context, argument));
  const argumentsText = [...kept, `{ ${members.join(", ")} }`].join(", ");
  return (fixer: Parameters<Fix>[0]) => fixer.replaceText(node, `${textOf(context, node.callee)}(${argumentsText})`);
}

/** The installed major; where none is known, the one that the file itself was written for. */
function majorHere(context: RuleContext): number | undefined {
  const { sdk } = context.durable;
  if (sdk !== undefined) return majorOf(sdk);
  return context.durable.registered.registersWithApp ? 3 : undefined;
}

function isText(node: Node): boolean {
  const value = unwrap(node);
  return value.type === "TemplateLiteral" || (value.type === "Literal" && typeof value.value === "string");
}

function isOptions(node: Node): boolean {
  const object = unwrap(node);
  return (
    object.type === "ObjectExpression" &&
    object.properties.some((each) => each.type === "Property" && /^(input|instanceId)$/.test(keyOf(each) ?? ""))
  );
}

function textOf(context: RuleContext, node: Node): string {
  return context.sourceCode.text.slice(...node.range);
}
