import { pickOrchestrator } from "../apps/pickOrchestrator";
import { pickInstance } from "../instances/pickInstance";
import type { Source } from "../instances/recentInstances";
import { Cancelled } from "../progress";
import type { Services } from "../services";

export interface InstanceWish extends Source {
  readonly root: string;
  /** Name of the orchestrator, when it is known. */
  readonly orchestrator?: string | undefined;
  /** The file that the user looks at. */
  readonly file?: string | undefined;
}

/** Lets the user choose what to replay, as far as it is not said yet. Throws `Cancelled` and what listing throws. */
export async function chooseInstance(wish: InstanceWish, { apps, recent, clock }: Services): Promise<string> {
  const { root, hub, connection } = wish;
  const name = wish.orchestrator ?? (await pickOrchestrator(await apps.open(root), wish.file)).name;
  const ownHub = hub === undefined && connection === undefined;
  const instanceId = await pickInstance({
    title: `Debug replay of ${name}`,
    known: ownHub ? (recent.known(root)?.instances ?? []).filter((instance) => instance.name === name) : [],
    load: (signal) => recent.refresh(root, { hub, connection }, name, signal),
    clock,
  });
  if (instanceId === undefined) throw new Cancelled();
  return instanceId;
}
