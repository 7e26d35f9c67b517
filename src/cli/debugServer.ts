import { createServer, type AddressInfo, type Socket } from "node:net";
import { ToolkitError } from "../base/errors";

/** Serves debug sessions; both resolve when nothing is left to serve. */
export interface DebugServer {
  /** One session over standard input and output. */
  serveStdio(signal: AbortSignal): Promise<void>;
  /** Any number of sessions on 127.0.0.1; `onListening` hears the port, which the system chooses for 0. */
  servePort(port: number, onListening: (port: number) => void, signal: AbortSignal): Promise<void>;
}

/** A debug session over a pair of streams; resolves when it has ended. Throws `ToolkitError` when none comes about. */
export type ServeSession = (input: NodeJS.ReadableStream, output: NodeJS.WritableStream) => Promise<void>;

/** Serves sessions over standard streams or loopback connections. `onFailure`: one of several sessions ended badly. */
export function debugServer(serve: ServeSession, onFailure: (error: unknown) => void = () => undefined): DebugServer {
  const serveOne: ServeSession = (input, output) => serve(input, output).catch(onFailure);
  return {
    serveStdio: (signal) => serveStdio(serve, signal),
    servePort: (port, onListening, signal) => servePort(serveOne, port, onListening, signal),
  };
}

async function serveStdio(serve: ServeSession, signal: AbortSignal): Promise<void> {
  try {
    await Promise.race([serve(process.stdin, process.stdout), aborted(signal)]);
  } finally {
    // An editor may keep its end open: input that nobody reads must not keep the process.
    process.stdin.destroy();
  }
}

async function servePort(
  serve: ServeSession,
  port: number,
  onListening: (port: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A client that vanishes ends its session through `close`.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    void serve(socket, socket).finally(() => socket.end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(cannotListen(port, error)));
    server.listen(port, "127.0.0.1", resolve);
  });
  onListening((server.address() as AddressInfo).port);
  await aborted(signal);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
}

function cannotListen(port: number, error: Error): ToolkitError {
  const { code } = error as NodeJS.ErrnoException;
  const reason = code === "EADDRINUSE" ? "another program listens there" : (code ?? error.message);
  return new ToolkitError("usage", `Port ${port} cannot be served (${reason}). Choose another one, or 0.`, {
    cause: error,
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
