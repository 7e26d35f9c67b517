import path from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";

// Taken before the guard closes the ways out.
const exit = process.exit.bind(process);
const receive = receiveMessageOnPort;

/** The thread through which a debugger speaks with this one. It starts at once, and serves when it is told to. */
export class RelayThread {
  private readonly port: MessageChannel["port1"];

  constructor(folder: string) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const worker = new Worker(path.join(folder, "relay.js"), { workerData: { port: port2 }, transferList: [port2] });
    worker.on("error", () => exit(70));
  }

  serve(): void {
    this.port.postMessage("serve");
  }

  /** The text that the debugger sent last past the inspector. */
  takeText(): string {
    let text = "";
    for (let next = receive(this.port); next; next = receive(this.port)) text = next.message as string;
    return text;
  }
}
