import type { LoadRequest, LoadResult } from "../replay/messages";
import { hostFolder, type ReplayChild } from "../runner/childProcess";
import { ReplayTarget } from "./replayTarget";

/** An app that loads in its child before there is a session, while the history is decoded. */
export class EarlyLoad {
  readonly child: ReplayChild;
  readonly request: LoadRequest;
  readonly target: ReplayTarget;
  readonly loaded: Promise<LoadResult>;

  constructor(child: ReplayChild, request: LoadRequest) {
    this.child = child;
    this.request = request;
    this.target = new ReplayTarget(child, hostFolder());
    this.loaded = this.target.load(request);
    // Whoever takes it sees the error; an error that nobody waits for ends the process.
    this.loaded.catch(() => undefined);
  }
}
