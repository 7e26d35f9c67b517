import type { ActivityPart, NameFor, OrchestratorPart } from "./parts";

const order = `interface Order {
  id: string;
  amount: number;
}`;

const ofOrder = { parameter: "order", parameterType: "Order", uses: ["Order"] } as const;

export function chain(name: string, nameFor: NameFor): OrchestratorPart {
  const [reserve, charge, ship] = [nameFor("reserve"), nameFor("charge"), nameFor("ship")];
  return {
    name,
    types: { Order: order },
    uses: ["Order"],
    body: `const order«: Order» = context.df.getInput();
const reservation«: string» = yield context.df.callActivity("${reserve}", order);
const receipt«: string» = yield context.df.callActivity("${charge}", order);
const parcel«: string» = yield context.df.callActivity("${ship}", order);
return { reservation, receipt, parcel };`,
    activities: [
      step(reserve, "⟦// Reserve what was ordered.⟧", "reservation"),
      step(charge, "// Charge the customer.", "receipt"),
      step(ship, "// Hand the parcel over.", "parcel"),
    ],
  };
}

export function saga(name: string, nameFor: NameFor): OrchestratorPart {
  const [reserve, release] = [nameFor("reserve"), nameFor("release")];
  const [charge, refund, ship] = [nameFor("charge"), nameFor("refund"), nameFor("ship")];
  return {
    name,
    types: { Order: order },
    uses: ["Order"],
    body: `const order«: Order» = context.df.getInput();
const done«: string[]» = [];
try {
  yield context.df.callActivity("${reserve}", order);
  done.push("reserve");
  const receipt«: string» = yield context.df.callActivity("${charge}", order);
  done.push("charge");
  const parcel«: string» = yield context.df.callActivity("${ship}", order);
  return { receipt, parcel };
} catch (error) {
  // What was done is undone, the last first.
  if (done.includes("charge")) {
    yield context.df.callActivity("${refund}", order);
  }
  if (done.includes("reserve")) {
    yield context.df.callActivity("${release}", order);
  }
  throw error;
}`,
    activities: [
      step(reserve, "⟦// Reserve what was ordered.⟧", "reservation"),
      step(release, "// Give the reservation back; it may be called more than once.", "release"),
      step(charge, "// Charge the customer.", "receipt"),
      step(refund, "// Pay the money back; it may be called more than once.", "refund"),
      step(ship, "// Hand the parcel over.", "parcel"),
    ],
  };
}

export function asyncHttp(name: string, nameFor: NameFor): OrchestratorPart {
  const [prepare, work] = [nameFor("prepare"), nameFor("work")];
  return {
    name,
    types: { Order: order },
    uses: ["Order"],
    body: `const order«: Order» = context.df.getInput();
context.df.setCustomStatus({ step: "prepare", percent: 0 });
const prepared«: string» = yield context.df.callActivity("${prepare}", order);
context.df.setCustomStatus({ step: "work", percent: 50 });
const result«: string» = yield context.df.callActivity("${work}", order);
context.df.setCustomStatus({ step: "done", percent: 100 });
return { prepared, result };`,
    activities: [step(prepare, "⟦// Prepare the work.⟧", "prepared"), step(work, "// Do what takes long.", "result")],
    starter: nameFor("start"),
  };
}

export function humanApproval(name: string, nameFor: NameFor): OrchestratorPart {
  const [ask, record, escalate] = [nameFor("ask"), nameFor("record"), nameFor("escalate")];
  const request = { parameter: "request", parameterType: "ApprovalRequest", uses: ["ApprovalRequest"] };
  return {
    name,
    types: {
      ApprovalRequest: `interface ApprovalRequest {
  id: string;
  approver: string;
}`,
      Decision: `interface Decision {
  approved: boolean;
  comment?: string;
}`,
    },
    uses: ["ApprovalRequest", "Decision"],
    body: `const request«: ApprovalRequest» = context.df.getInput();
yield context.df.callActivity("${ask}", request);

const hours = 72;
const deadline = new Date(context.df.currentUtcDateTime.getTime() + hours * 60 * 60 * 1000);
const timeout = context.df.createTimer(deadline);
const answer = context.df.waitForExternalEvent("Decision");
const winner«: unknown» = yield context.df.Task.any([answer, timeout]);
if (winner === timeout) {
  yield context.df.callActivity("${escalate}", request);
  return { id: request.id, state: "escalated" };
}
timeout.cancel();
const decision = answer.result« as Decision»;
yield context.df.callActivity("${record}", { id: request.id, ...decision });
return { id: request.id, state: decision.approved ? "approved" : "rejected" };`,
    activities: [
      {
        name: ask,
        ...request,
        resultType: "string",
        body: `⟦// Send the approver a link that raises the event Decision.⟧\nreturn \`asked \${request.approver}\`;`,
      },
      {
        name: record,
        parameter: "decision",
        parameterType: "Decision & { id: string }",
        uses: ["Decision"],
        resultType: "string",
        body: `// Write the decision down.\nreturn \`\${decision.id}: \${decision.approved ? "approved" : "rejected"}\`;`,
      },
      {
        name: escalate,
        ...request,
        resultType: "string",
        body: `// Nobody answered in time.\nreturn \`escalated \${request.id}\`;`,
      },
    ],
  };
}

function step(name: string, comment: string, result: string): ActivityPart {
  return { name, ...ofOrder, resultType: "string", body: `${comment}\nreturn \`${result} of \${order.id}\`;` };
}
