/**
 * Worker thread of the child process: passes inspector messages between the toolkit (file descriptor 3, one JSON object
 * a line) and the main thread, which may be paused. No port is opened.
 */
import { Session } from "node:inspector";
import net from "node:net";
import { LineReader } from "../base/lineReader";

const session = new Session();
session.connectToMainThread();
const socket = new net.Socket({ fd: 3, readable: true, writable: true });
const send = (message: object): void => {
  socket.write(JSON.stringify(message) + "\n");
};

session.on("inspectorNotification", send);
socket.on("error", () => undefined);
socket.on("close", () => {
  // Nobody listens any more, and a paused main thread cannot exit by itself.
  process.kill(process.pid, "SIGKILL");
});
const reader = new LineReader((line) => {
  const { id, method, params } = JSON.parse(line) as { id: number; method: string; params?: object };
  session.post(method, params, (error, result) => {
    send(error ? { id, error: { message: error.message } } : { id, result });
  });
});
socket.on("data", (chunk) => {
  reader.push(chunk);
});
