import type { InvocationContext } from "@azure/functions";
import * as df from "durable-functions";
import { randomUUID } from "node:crypto";
import type { ApprovalRequest, Charge, Cents, OrderLine, Parcel, Payment } from "../orders/model";

/** Unit prices. */
const catalogue: Record<string, Cents> = {
  "desk-oak": 349_00,
  "chair-mesh": 129_00,
  "lamp-arc": 89_00,
  "cable-tray": 19_50,
};

/** The payment provider's test card that is always declined. */
const declinedCard = "0002";

df.app.activity("priceLine", {
  handler: (line: OrderLine): Cents => {
    const unitPrice = catalogue[line.sku];
    if (unitPrice === undefined) throw new Error(`No price for ${line.sku}`);
    return unitPrice * line.quantity;
  },
});

df.app.activity("reserveStock", {
  handler: (request: { orderId: string; lines: OrderLine[] }): string =>
    `reservation-${request.orderId}-${request.lines.length}`,
});

df.app.activity("releaseStock", {
  handler: (reservation: string, context: InvocationContext): void => context.log(`Released ${reservation}`),
});

df.app.activity("requestApproval", {
  handler: (request: ApprovalRequest, context: InvocationContext): void =>
    context.log(`Order ${request.orderId} over ${request.total} cents: asked for approval`),
});

df.app.activity("chargePayment", {
  handler: (charge: Charge): Payment => {
    if (charge.card === declinedCard) throw new Error(`Card ${charge.card} was declined: insufficient funds`);
    return { receipt: randomUUID(), amount: charge.amount };
  },
});

df.app.activity("printLabel", {
  handler: (request: { orderId: string; parcel: Parcel }): string => `${request.orderId}/${request.parcel.number}`,
});

df.app.activity("bookCarrier", {
  handler: (labels: string[], context: InvocationContext): void => context.log(`Booked for ${labels.join(", ")}`),
});
