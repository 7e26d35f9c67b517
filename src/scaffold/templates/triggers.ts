import type { ClientTrigger } from "../request";

/** Name of the setting with the connection of a trigger, where it has one. */
export const connections: Readonly<Partial<Record<ClientTrigger, string>>> = {
  queue: "AzureWebJobsStorage",
  serviceBus: "ServiceBusConnection",
  eventHub: "EventHubConnection",
  blob: "AzureWebJobsStorage",
  cosmosDb: "CosmosDbConnection",
};
