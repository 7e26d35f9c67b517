import type { InstanceSource } from "./source";

/** A connection beside the project's own: its hubs are listed when it is opened. */
export interface ConnectionHubs {
  readonly id: string;
  readonly label: string;
  /** "Azurite (127.0.0.1:10002)", "storage account contoso". */
  readonly where: string;
  /** On this machine: opened without a click. */
  readonly isLocal: boolean;
  readonly remove?: () => unknown;
  /** Throws `ToolkitError`. */
  hubs(signal: AbortSignal): Promise<readonly InstanceSource[]>;
}
