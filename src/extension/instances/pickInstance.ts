import * as vscode from "vscode";
import type { Clock } from "../../base/ports";
import type { OrchestrationInstance } from "../../history/history";
import type { Listing } from "./recentInstances";
import { statusIcon, statusWords } from "./words";

interface InstanceItem extends vscode.QuickPickItem {
  readonly instanceId: string;
}

export interface InstanceQuestion {
  readonly title: string;
  /** Shown at once, while `load` runs. */
  readonly known: readonly OrchestrationInstance[];
  load(signal: AbortSignal): Promise<Listing>;
  readonly clock: Clock;
}

/**
 * Lets the user pick an instance, newest first. The list opens at once and fills as storage answers; closing it stops
 * the request. Undefined when the user picks none; rejects when storage does and nothing was picked yet.
 */
export async function pickInstance(question: InstanceQuestion): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<InstanceItem>();
  const request = new AbortController();
  picker.title = question.title;
  picker.placeholder = "Pick the run to replay: nothing is written, no activity runs";
  picker.matchOnDescription = true;
  picker.items = question.known.map((instance) => itemOf(instance, question.clock));
  picker.busy = true;
  try {
    return await new Promise((resolve, reject) => {
      picker.onDidAccept(() => {
        // Enter on a list that is still empty waits for it to fill.
        const [chosen] = picker.selectedItems;
        if (chosen) resolve(chosen.instanceId);
      });
      picker.onDidHide(() => resolve(undefined));
      picker.show();
      question.load(request.signal).then((listing) => fill(picker, listing, question.clock), reject);
    });
  } finally {
    request.abort();
    picker.dispose();
  }
}

function fill(picker: vscode.QuickPick<InstanceItem>, listing: Listing, clock: Clock): void {
  const active = picker.activeItems[0]?.instanceId;
  picker.items = listing.instances.map((instance) => itemOf(instance, clock));
  const again = picker.items.find((item) => item.instanceId === active);
  if (again) picker.activeItems = [again];
  picker.busy = false;
  if (!picker.items.length)
    picker.placeholder = `No runs yet in ${listing.description}: start one, then replay it here`;
}

function itemOf(instance: OrchestrationInstance, clock: Clock): InstanceItem {
  return {
    // An id is shown as it is, even when it looks like the code of an icon.
    label: instance.instanceId.replaceAll("$(", "\\$("),
    iconPath: new vscode.ThemeIcon(statusIcon(instance.runtimeStatus)),
    description: statusWords(instance, clock.now()),
    instanceId: instance.instanceId,
  };
}
