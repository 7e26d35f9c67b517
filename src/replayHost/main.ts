/**
 * Entry of the child process that runs the user's code. The toolkit talks to it over file descriptor 3: with inspector
 * messages through a relay thread when a debugger is attached, else with requests as JSON lines.
 */
import net from "node:net";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { exposeToDebugger, sendThroughBinding } from "./debugApi";
import { ReplayHost } from "./host";
import { serveLines } from "./lineApi";

// Taken before the guard closes the ways out.
const RealWorker = Worker;
const folder = __dirname;
const exit = process.exit.bind(process);
const debugging = process.env["DURABLE_TOOLKIT_CHANNEL"] === "inspector";
const allowNativeModules = process.env["DURABLE_TOOLKIT_NATIVE_MODULES"] === "1";
for (const name of ["DURABLE_TOOLKIT_CHANNEL", "DURABLE_TOOLKIT_NATIVE_MODULES"])
  Reflect.deleteProperty(process.env, name);

// SIGUSR1 would open the inspector on a TCP port; errors of the app's background work must not end the replay.
process.on("SIGUSR1", () => undefined);
process.on("uncaughtException", () => undefined);
process.on("unhandledRejection", () => undefined);

if (debugging) {
  const host = new ReplayHost(__filename, folder, sendThroughBinding);
  exposeToDebugger(host);
  host.guard.allowNativeModules = allowNativeModules;
  host.install();
  // An inspector message that arrives while code runs is carried out inside that code, so the relay starts last.
  const relay = new RealWorker(path.join(folder, "relay.js"));
  relay.on("error", () => exit(70));
} else {
  const socket = new net.Socket({ fd: 3, readable: true, writable: true });
  const send = (message: object): void => {
    socket.write(JSON.stringify(message) + "\n");
  };
  const host = new ReplayHost(__filename, folder, (output) => {
    send({ output });
  });
  host.guard.allowNativeModules = allowNativeModules;
  host.install();
  serveLines(host, socket, send, () => exit(0));
}
