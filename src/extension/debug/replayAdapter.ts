import { ToolkitError } from "../../base/errors";
import type { Services } from "../services";
import type { MakeAdapter } from "./adapterFactory";

/** The debug adapter on the services of the editor. */
export function makeReplayAdapter(_services: Services): MakeAdapter {
  return async () => {
    await Promise.resolve();
    throw new ToolkitError("internal", "The debug adapter is not part of this build yet.");
  };
}
