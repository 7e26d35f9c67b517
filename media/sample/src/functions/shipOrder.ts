import * as df from "durable-functions";
import type { OrchestrationContext, OrchestrationHandler } from "durable-functions";
import type { Shipment, ShipmentRequest } from "../orders/model";
import { packParcels } from "../orders/parcels";

const shipOrder: OrchestrationHandler = function* (context: OrchestrationContext) {
  const request = context.df.getInput<ShipmentRequest>();
  const parcels = packParcels(request.lines);

  const labels: string[] = [];
  for (const parcel of parcels) {
    const label: string = yield context.df.callActivity("printLabel", { orderId: request.orderId, parcel });
    labels.push(label);
  }

  yield context.df.callActivity("bookCarrier", labels);
  const shipment: Shipment = { orderId: request.orderId, labels };
  return shipment;
};

df.app.orchestration("shipOrder", shipOrder);
