import type { Parsed } from "../../base/parsed";
import type { StoredHistory } from "../../history/rows";
import type { ListedInstance } from "./listing";

/** Where the view finds instances: a task hub, or history files. */
export interface InstanceSource {
  /** The same after each refresh, so that the tree stays as it was opened. */
  readonly id: string;
  readonly label: string;
  /** "this project", "Azurite (127.0.0.1:10002)", "recorded runs". */
  readonly where: string;
  readonly kind: "hub" | "files";
  /** On this machine: asked as soon as it is seen, hubs again every few seconds. Others wait for a click. */
  readonly isLocal: boolean;
  /** Its rows are shown without a click. */
  readonly isOpen: boolean;
  /** The user added it, and can take it away again. */
  readonly remove?: () => unknown;
  /** App whose code a replay runs; without one, the user picks. */
  readonly root?: string | undefined;
  /** What a launch says beside the instance. */
  readonly launch: { readonly hub?: string; readonly connection?: string };
  /** What an empty list means. */
  readonly emptyText: string;
  /** All instances, in parts as they come. Throws `ToolkitError`, and the reason of an aborted signal. */
  pages(signal: AbortSignal): AsyncIterable<readonly ListedInstance[]>;
  readHistory(listed: ListedInstance, signal: AbortSignal): Promise<Parsed<StoredHistory>>;
}
