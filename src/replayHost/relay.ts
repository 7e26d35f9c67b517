/**
 * Worker thread of the child process: passes inspector messages between the toolkit (file descriptor 3, one JSON object
 * a line) and the main thread, which may be paused. No port is opened.
 */
import { Session } from "node:inspector";
import net from "node:net";
import { workerData, type MessagePort } from "node:worker_threads";
import { pathToFileURL } from "node:url";
import { LineReader } from "../base/lineReader";
import { historyMember } from "../replay/debugMessages";
import { RelayedMessages } from "./relayedMessages";

interface Incoming {
  readonly id: number;
  readonly method: string;
  readonly params?: object;
  readonly [historyMember]?: string;
}

const { port } = workerData as { port: MessagePort };
// The main thread says when it is ready: a message that comes while its code runs is carried out inside that code.
port.once("message", serve);

function serve(): void {
  const session = new Session();
  session.connectToMainThread();
  const socket = new net.Socket({ fd: 3, readable: true, writable: true });
  const send = (message: object): void => {
    socket.write(JSON.stringify(message) + "\n");
  };
  const messages = new RelayedMessages(`${pathToFileURL(__dirname).href}/`);
  session.on("inspectorNotification", (message) => {
    const wanted = messages.relayed(message);
    if (wanted) send(wanted);
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    // Nobody listens any more, and a paused main thread cannot exit by itself.
    process.kill(process.pid, "SIGKILL");
  });
  const reader = new LineReader((line) => {
    const { id, method, params, [historyMember]: history } = JSON.parse(line) as Incoming;
    if (history !== undefined) port.postMessage(history);
    else
      session.post(method, params, (error, result) => {
        send(error ? { id, error: { message: error.message } } : { id, result });
      });
  });
  socket.on("data", (chunk) => {
    reader.push(chunk);
  });
}
