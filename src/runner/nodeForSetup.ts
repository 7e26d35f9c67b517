import { ToolkitError } from "../base/errors";
import type { SetupFacts } from "../project/setup/setupFacts";
import type { SetupFinding } from "../project/setup/setupFinding";
import { chooseNode, type ChosenNode } from "./chooseNode";

export interface NodeAnswer {
  readonly node?: ChosenNode;
  readonly finding: readonly SetupFinding[];
}

/**
 * The Node that would run an app; none that suits is something to report, not a reason to stop.
 * @param setting `durableToolkit.replay.nodePath`, when it is set
 */
export async function nodeForSetup({ app, packageJson, host }: SetupFacts, setting?: string): Promise<NodeAnswer> {
  try {
    const wishes = { appRoot: app.root, sdkVersion: app.sdk?.version };
    return { node: await chooseNode({ ...wishes, setting }), finding: [] };
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code !== "node-unsupported") throw error;
    const place = (packageJson ?? host).place(["engines"]);
    return { finding: [{ rule: error.code, severity: "error", message: error.message, place }] };
  }
}
