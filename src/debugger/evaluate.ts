import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Protocol } from "devtools-protocol";
import { ToolkitError } from "../base/errors";
import { isTerminated } from "./inspectorClient";
import type { ReplayController } from "./replayController";
import type { Variables } from "./variables";

/** Milliseconds; an expression must not hold up the session. */
const longestEvaluation = 2000;

type Evaluated = DebugProtocol.EvaluateResponse["body"];

/**
 * The value of an expression in a frame, without side effects on the replay. Hover and watch see plain reads only. The
 * console may also call the user's functions: what they change is undone by running to the same place again, so their
 * result has no children to open.
 */
export async function evaluate(
  controller: ReplayController,
  { expression, frameId, context }: DebugProtocol.EvaluateArguments,
  variables: Variables,
): Promise<Evaluated> {
  const pure = await attempt(controller, expression, frameId, true);
  if (!pure.exceptionDetails) {
    const { value, ...rest } = variables.shown(pure.result);
    return { result: value, ...rest };
  }
  if (context !== "repl" || !isSideEffect(pure)) throw new ToolkitError("usage", textOf(pure));
  const tried = await attempt(controller, expression, frameId, false);
  const shown = tried.exceptionDetails ? undefined : variables.shown(tried.result);
  await controller.restore();
  variables.reset();
  if (!shown) throw new ToolkitError("usage", textOf(tried));
  return { result: shown.value, variablesReference: 0 };
}

async function attempt(
  controller: ReplayController,
  expression: string,
  frameId: number | undefined,
  throwOnSideEffect: boolean,
): Promise<Protocol.Debugger.EvaluateOnCallFrameResponse> {
  const { replayTarget: target, stop } = controller;
  const frame = stop?.frames[(frameId ?? 1) - 1];
  if (!frame) throw new ToolkitError("usage", `There is no stack frame ${frameId ?? 1}.`);
  const token = await target.call("enter");
  try {
    return await target.inspector.send("Debugger.evaluateOnCallFrame", {
      callFrameId: frame.callFrame.callFrameId,
      expression,
      generatePreview: true,
      silent: true,
      throwOnSideEffect,
      timeout: longestEvaluation,
    });
  } catch (error) {
    if (isTerminated(error))
      throw new ToolkitError("usage", `The expression did not end within ${longestEvaluation / 1000} s.`);
    throw error;
  } finally {
    await target.call("leave", token);
  }
}

function isSideEffect({ exceptionDetails }: Protocol.Debugger.EvaluateOnCallFrameResponse): boolean {
  return /side[- ]effect/i.test(exceptionDetails?.exception?.description ?? "");
}

function textOf(answer: Protocol.Debugger.EvaluateOnCallFrameResponse): string {
  if (isSideEffect(answer)) return "This would change something: hover and watch only read.";
  const { exception, text = "The expression cannot be evaluated." } = answer.exceptionDetails ?? {};
  return exception?.description?.split("\n")[0] ?? text;
}
