import * as vscode from "vscode";
import type { Log } from "../../base/ports";

/** Names the port of an adapter that was started apart (`durable-toolkit dap --listen`), to debug the adapter itself. */
const portVariable = "DURABLE_DEBUG_ADAPTER_PORT";

/** Makes the adapter of one session; loads the debugger's code only when called. */
export type MakeAdapter = (session: vscode.DebugSession) => Promise<vscode.DebugAdapter>;

/** Runs the debug adapter inside the extension host; user code runs in the adapter's child process. */
export class AdapterFactory implements vscode.DebugAdapterDescriptorFactory {
  private readonly makeAdapter: MakeAdapter;
  private readonly log: Log;

  constructor(makeAdapter: MakeAdapter, log: Log) {
    this.makeAdapter = makeAdapter;
    this.log = log;
  }

  async createDebugAdapterDescriptor(session: vscode.DebugSession): Promise<vscode.DebugAdapterDescriptor> {
    const port = Number(process.env[portVariable]);
    if (port > 0) {
      this.log.info(`Debug adapter: the one on port ${port} (${portVariable}).`);
      return new vscode.DebugAdapterServer(port);
    }
    return new vscode.DebugAdapterInlineImplementation(await this.makeAdapter(session));
  }
}
