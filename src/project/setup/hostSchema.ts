/** Settings of `extensions.durableTask` (DurableTaskOptions.cs, extension 2.x and 3.x together). */
export const durableTaskNames: readonly string[] = (
  "hubName defaultVersion versionMatchStrategy versionFailureStrategy storageProvider tracing notifications " +
  "httpSettings maxConcurrentActivityFunctions maxConcurrentOrchestratorFunctions maxConcurrentEntityFunctions " +
  "maxEntityOperationBatchSize localRpcEndpointEnabled extendedSessionsEnabled extendedSessionIdleTimeoutInSeconds " +
  "maxOrchestrationActions overridableExistingInstanceStates entityMessageReorderWindowInMinutes useGracefulShutdown " +
  "rollbackEntityOperationsOnExceptions useAppLease appLeaseOptions throwStatusExceptionsOnRaiseEvent " +
  "storeInputsInOrchestrationHistory maxGrpcMessageSizeInBytes grpcHttpClientTimeout notificationUrl"
).split(" ");

/** Settings of `storageProvider` for Azure Storage (AzureStorageOptions.cs, and `type`). */
export const azureStorageNames: readonly string[] = (
  "type connectionName connectionStringName controlQueueBatchSize partitionCount controlQueueBufferThreshold " +
  "controlQueueVisibilityTimeout workItemQueueVisibilityTimeout trackingStoreConnectionName " +
  "trackingStoreConnectionStringName trackingStoreNamePrefix fetchLargeMessagesAutomatically maxQueuePollingInterval " +
  "useLegacyPartitionManagement useTablePartitionManagement allowReplayingTerminalInstances " +
  "partitionTableOperationTimeout queueClientMessageEncoding useInstanceTableEtag"
).split(" ");

/** Settings of `tracing` (TraceOptions.cs). */
export const tracingNames: readonly string[] =
  "traceInputsAndOutputs traceReplayEvents allowVerboseLinuxTelemetry distributedTracingEnabled distributedTracingProtocol version".split(
    " ",
  );

/** Settings that extension 1.x had in one block (DurableTaskOptions.cs of 1.8), and where 2.x has them. */
export const movedNames: Readonly<Record<string, string>> = {
  azurestorageconnectionstringname: "storageProvider.connectionName",
  traceinputsandoutputs: "tracing.traceInputsAndOutputs",
  tracereplayevents: "tracing.traceReplayEvents",
  logreplayevents: "tracing.traceReplayEvents",
  distributedtracingenabled: "tracing.distributedTracingEnabled",
  eventgridtopicendpoint: "notifications.eventGrid.topicEndpoint",
  eventgridkeysettingname: "notifications.eventGrid.keySettingName",
  eventgridpublishretrycount: "notifications.eventGrid.publishRetryCount",
  eventgridpublishretryinterval: "notifications.eventGrid.publishRetryInterval",
  eventgridpublishretryhttpstatus: "notifications.eventGrid.publishRetryHttpStatus",
  eventgridpublisheventtypes: "notifications.eventGrid.publishEventTypes",
};

/** A setting that is a whole number. */
export interface NumberSetting {
  /** Below `durableTask`. */
  readonly path: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
}

/** DurableTaskOptions.Validate; AzureStorageOrchestrationService, ValidateSettings. */
export const numberSettings: readonly NumberSetting[] = [
  ...["maxConcurrentActivityFunctions", "maxConcurrentOrchestratorFunctions", "maxConcurrentEntityFunctions"].map(
    (name) => ({ path: [name], minimum: 1, maximum: Infinity }),
  ),
  ...["maxEntityOperationBatchSize", "maxOrchestrationActions", "extendedSessionIdleTimeoutInSeconds"].map((name) => ({
    path: [name],
    minimum: -Infinity,
    maximum: Infinity,
  })),
  { path: ["storageProvider", "partitionCount"], minimum: 1, maximum: 16 },
  { path: ["storageProvider", "controlQueueBatchSize"], minimum: 1, maximum: 32 },
];
