/**
 * Worker thread of the child process: passes inspector messages between the toolkit (file descriptor 3, one JSON object
 * a line) and the main thread, which may be paused. No port is opened.
 */
import { Session } from "node:inspector";
import net from "node:net";
import path from "node:path";
import { workerData, type MessagePort } from "node:worker_threads";
import { pathToFileURL } from "node:url";
import { LineReader } from "../base/lineReader";
import { historyMark, outputBinding, stopBinding } from "../replay/debugMessages";
import { RelayedMessages } from "./relayedMessages";

interface Incoming {
  readonly id: number;
  readonly method: string;
  readonly params?: object;
}

const hostFolderUrl = `${pathToFileURL(__dirname).href}/`;
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
  const messages = new RelayedMessages(hostFolderUrl);
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
    if (line.startsWith(historyMark)) {
      port.postMessage(line.slice(historyMark.length));
      return;
    }
    const { id, method, params } = JSON.parse(line) as Incoming;
    session.post(method, params, (error, result) => {
      send(error ? { id, error: { message: error.message } } : { id, result });
    });
  });
  const attached = new Promise<void>((resolve) => attach(session, resolve));
  // Read at once: a socket that is full and unread keeps no thread alive.
  socket.on("data", (chunk) => {
    void attached.then(() => reader.push(chunk));
  });
}

/**
 * Before anybody asks: V8 needs a while to list what it has compiled. The debugger must not stop in the replay host, except
 * at its one stopping place.
 *
 * `attached`: from then on requests may come. Connecting leaves Node a message for the main thread; code that stops it in
 * the same batch of messages leaves that one lying, and with it all that come later, so that nothing lets it go on.
 */
function attach(session: Session, attached: () => void): void {
  session.post("Runtime.enable");
  session.post("Runtime.addBinding", { name: outputBinding });
  session.post("Runtime.addBinding", { name: stopBinding });
  session.post("Debugger.enable");
  const host = [hostFolderUrl, __dirname + path.sep].map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const patterns = ["^node:", "[\\\\/]node_modules[\\\\/]", `(${host.join("|")})(?!stop\\.js)`, "^$"];
  session.post("Debugger.setBlackboxPatterns", { patterns }, attached);
}
