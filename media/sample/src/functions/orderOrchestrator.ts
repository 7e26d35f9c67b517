import * as df from "durable-functions";
import type { OrchestrationContext, OrchestrationHandler } from "durable-functions";
import { waitForApproval } from "../orders/approval";
import type { Approval, Order, Payment, PricedLine, Shipment } from "../orders/model";
import { needsApproval, totalOf } from "../orders/pricing";
import { showProgress } from "../orders/progress";

const orderOrchestrator: OrchestrationHandler = function* (context: OrchestrationContext) {
  const order = context.df.getInput<Order>();

  showProgress(context, "pricing");
  const pricing = order.lines.map((line) => context.df.callActivity("priceLine", line));
  const prices: number[] = yield context.df.Task.all(pricing);

  const lines: PricedLine[] = [];
  for (const [index, line] of order.lines.entries()) {
    lines.push({ ...line, price: prices[index] });
  }
  const total = totalOf(lines);
  if (!context.df.isReplaying) {
    context.log(`Order ${order.id}: ${lines.length} lines, ${total} cents`);
  }

  const reservation: string = yield context.df.callActivity("reserveStock", { orderId: order.id, lines });

  if (needsApproval(total)) {
    showProgress(context, "approval");
    const approval: Approval = yield* waitForApproval(context, { orderId: order.id, total });
    if (!approval.approved) {
      yield context.df.callActivity("releaseStock", reservation);
      showProgress(context, "rejected");
      return { status: "rejected", by: approval.by };
    }
  }

  showProgress(context, "payment");
  const payment: Payment = yield context.df.callActivity("chargePayment", {
    orderId: order.id,
    card: order.card,
    amount: total,
  });

  showProgress(context, "shipping");
  const shipmentId = `${context.df.instanceId}-shipment`;
  const shipment: Shipment = yield context.df.callSubOrchestrator(
    "shipOrder",
    { orderId: order.id, lines: order.lines },
    shipmentId,
  );

  showProgress(context, "done");
  return { status: "shipped", total, receipt: payment.receipt, labels: shipment.labels };
};

df.app.orchestration("orderOrchestrator", orderOrchestrator);
