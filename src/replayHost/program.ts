/**
 * What the child process is that runs the user's code. The toolkit talks to it over file descriptor 3: with inspector
 * messages through a relay thread when a debugger is attached, else with requests as JSON lines.
 */
import net from "node:net";
import { exposeToDebugger, sendThroughBinding } from "./debugApi";
import { ReplayHost } from "./host";
import { serveLines } from "./lineApi";
import { endWithParent } from "./orphan";
import type { RelayThread } from "./relayThread";

// Taken before the guard closes the ways out.
const folder = __dirname;
const exit = process.exit.bind(process);
const allowNativeModules = process.env["DURABLE_TOOLKIT_NATIVE_MODULES"] === "1";
const sdkFolder = process.env["DURABLE_TOOLKIT_SDK"] ?? "";
for (const name of ["DURABLE_TOOLKIT_CHANNEL", "DURABLE_TOOLKIT_NATIVE_MODULES", "DURABLE_TOOLKIT_SDK"])
  Reflect.deleteProperty(process.env, name);

// SIGUSR1 would open the inspector on a TCP port; errors of the app's background work must not end the replay.
process.on("SIGUSR1", () => undefined);
process.on("uncaughtException", () => undefined);
process.on("unhandledRejection", () => undefined);

/** Without a `relay`, for requests as JSON lines. */
export function start(relay: RelayThread | undefined): void {
  if (relay) startDebugging(relay);
  else startLines();
}

function startDebugging(relay: RelayThread): void {
  const host = new ReplayHost(__filename, folder, sendThroughBinding);
  exposeToDebugger(host, () => relay.takeText());
  host.guard.allowNativeModules = allowNativeModules;
  host.install();
  if (sdkFolder !== "") host.loadAhead(sdkFolder);
  // Last: an inspector message that arrives while code runs is carried out inside that code.
  relay.serve();
}

function startLines(): void {
  const socket = new net.Socket({ fd: 3, readable: true, writable: true });
  const send = (message: object): void => {
    socket.write(JSON.stringify(message) + "\n");
  };
  const host = new ReplayHost(__filename, folder, (output) => {
    send({ output });
  });
  host.guard.allowNativeModules = allowNativeModules;
  host.install();
  host.clock.lookNowAndThen(endWithParent);
  serveLines(host, socket, send, () => exit(0));
}
