import type { OrchestrationContext, Task } from "durable-functions";
import type { Approval, ApprovalRequest } from "./model";

const hoursToDecide = 48;

/**
 * Asks a human and waits for the event `Approval`, or until the time to decide is over.
 * Part of an orchestrator: call it with `yield*`.
 */
export function* waitForApproval(
  context: OrchestrationContext,
  request: ApprovalRequest,
): Generator<Task, Approval, unknown> {
  yield context.df.callActivity("requestApproval", request);

  const deadline = new Date(context.df.currentUtcDateTime);
  deadline.setUTCHours(deadline.getUTCHours() + hoursToDecide);

  const answer = context.df.waitForExternalEvent("Approval");
  const timeout = context.df.createTimer(deadline);
  const first = yield context.df.Task.any([answer, timeout]);

  if (first === timeout) {
    return { approved: false, by: "timeout" };
  }
  timeout.cancel();
  return answer.result as Approval;
}
