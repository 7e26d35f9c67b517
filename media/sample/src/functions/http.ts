import { app } from "@azure/functions";
import type { HttpRequest, HttpResponse, HttpResponseInit, InvocationContext } from "@azure/functions";
import * as df from "durable-functions";
import type { Approval, Order } from "../orders/model";

const instanceIdOf = (orderId: string): string => `order-${orderId}`;

app.http("startOrder", {
  route: "orders",
  methods: ["POST"],
  authLevel: "function",
  extraInputs: [df.input.durableClient()],
  handler: async (request: HttpRequest, context: InvocationContext): Promise<HttpResponse> => {
    const client = df.getClient(context);
    const order = (await request.json()) as Order;
    const instanceId = await client.startNew("orderOrchestrator", { instanceId: instanceIdOf(order.id), input: order });
    return client.createCheckStatusResponse(request, instanceId);
  },
});

app.http("approveOrder", {
  route: "orders/{id}/approval",
  methods: ["POST"],
  authLevel: "function",
  extraInputs: [df.input.durableClient()],
  handler: async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const client = df.getClient(context);
    const approval = (await request.json()) as Approval;
    await client.raiseEvent(instanceIdOf(request.params["id"]), "Approval", approval);
    return { status: 202 };
  },
});
