import type { RuntimeStatus } from "../../history/history";
import type { ConnectionHubs } from "./connectionHubs";
import type { ListedInstance, StatusGroup } from "./listing";
import type { LoadedSource } from "./loadedSource";

/** A row of the tree. */
export type InstanceNode =
  | { readonly kind: "connection"; readonly connection: ConnectionHubs }
  | { readonly kind: "source"; readonly loaded: LoadedSource }
  | { readonly kind: "group"; readonly loaded: LoadedSource; readonly group: StatusGroup }
  | {
      readonly kind: "instance";
      readonly loaded: LoadedSource;
      readonly listed: ListedInstance;
      readonly within: string;
    }
  | { readonly kind: "more"; readonly loaded: LoadedSource; readonly status?: RuntimeStatus; readonly left?: number }
  | { readonly kind: "error"; readonly of: string; readonly error: unknown; readonly isLocal: boolean }
  | { readonly kind: "note"; readonly of: string; readonly text: string };

export type SourceRow = Extract<InstanceNode, { kind: "source" }>;
export type ErrorRow = Extract<InstanceNode, { kind: "error" }>;
export type InstanceRow = Extract<InstanceNode, { kind: "instance" }>;

/** Instances of a group that are shown before the user asks for more. */
export const shownAtOnce = 50;

/** Rows below a source: its status groups, or why there are none. */
export function rowsOfSource(loaded: LoadedSource): readonly InstanceNode[] {
  const { source, state, instances } = loaded;
  if (state.kind === "failed") return [{ kind: "error", of: source.id, error: state.error, isLocal: source.isLocal }];
  if (!instances) return state.kind === "stopped" ? [{ kind: "note", of: source.id, text: stoppedText }] : [];
  if (!instances.all.length) return [{ kind: "note", of: source.id, text: source.emptyText }];
  const groups = instances.groups.map((group) => ({ kind: "group", loaded, group }) as const);
  return instances.isComplete ? groups : [...groups, { kind: "more", loaded }];
}

/** Rows below a status group: as many as `shown` says. */
export function rowsOfGroup(loaded: LoadedSource, group: StatusGroup, shown: number): readonly InstanceNode[] {
  const rows = group.instances.slice(0, shown).map((listed) => instanceRow(loaded, listed, group.status));
  const left = group.instances.length - rows.length;
  return left > 0 ? [...rows, { kind: "more", loaded, status: group.status, left }] : rows;
}

/** Rows below an instance: its sub-orchestrations. */
export function rowsOfInstance({ loaded, listed, within }: InstanceRow): readonly InstanceNode[] {
  const { instanceId } = listed.instance;
  const children = loaded.instances?.children.get(instanceId) ?? [];
  return children.map((child) => instanceRow(loaded, child, `${within}/${instanceId}`));
}

/** `within`: where in the tree, as an instance can stand in it twice. */
function instanceRow(loaded: LoadedSource, listed: ListedInstance, within: string): InstanceRow {
  return { kind: "instance", loaded, listed, within };
}

/** The same for the same row after a refresh, so that it stays open and selected. */
export function idOf(node: InstanceNode): string {
  switch (node.kind) {
    case "connection":
      return node.connection.id;
    case "source":
      return node.loaded.source.id;
    case "group":
      return `${node.loaded.source.id}/${node.group.status}`;
    case "instance":
      return `${node.loaded.source.id}/${node.within}/${node.listed.history ?? ""}/${node.listed.instance.instanceId}`;
    case "more":
      return `${node.loaded.source.id}/${node.status ?? ""}/more`;
    case "error":
    case "note":
      return `${node.of}/${node.kind}`;
  }
}

const stoppedText = "Stopped before anything came. Refresh to try again.";
