/** What V8's inspector tells by itself, as far as the debugger uses it. */
interface Notification {
  readonly method: string;
  readonly params: { readonly scriptId?: string; readonly url?: string; readonly callFrames?: readonly Frame[] };
}

interface Frame {
  readonly location: { readonly scriptId: string };
}

/**
 * Passes on what the debugger looks at. Each piece that is left out need not be written, read and parsed on the other
 * side, at each stop: scripts of libraries, and the frames below the user's code, which are most of a stack.
 */
export class RelayedMessages {
  private readonly hostFolderUrl: string;
  private readonly hostScripts = new Set<string>();

  constructor(hostFolderUrl: string) {
    this.hostFolderUrl = hostFolderUrl;
  }

  /** The message as it is passed on; undefined: not at all. */
  relayed(message: object): object | undefined {
    const { method, params } = message as Notification;
    switch (method) {
      case "Runtime.bindingCalled":
        return message;
      case "Debugger.scriptParsed":
        return this.isOfInterest(params.scriptId ?? "", params.url ?? "") ? message : undefined;
      case "Debugger.paused":
        return { method, params: { ...params, callFrames: this.framesOfInterest(params.callFrames ?? []) } };
      default:
        return undefined;
    }
  }

  /** The host itself may be installed as a package. */
  private isOfInterest(scriptId: string, url: string): boolean {
    const isHost = url.startsWith(this.hostFolderUrl);
    if (isHost) this.hostScripts.add(scriptId);
    return isHost || (url !== "" && !url.startsWith("node:") && !url.includes("/node_modules/"));
  }

  /** Down to the host's call of the user's code. */
  private framesOfInterest(frames: readonly Frame[]): readonly Frame[] {
    const isHost = ({ location }: Frame) => this.hostScripts.has(location.scriptId);
    const user = frames.findIndex((frame) => !isHost(frame));
    const end = user < 0 ? -1 : frames.findIndex((frame, index) => index > user && isHost(frame));
    return end < 0 ? frames : frames.slice(0, end + 1);
  }
}
