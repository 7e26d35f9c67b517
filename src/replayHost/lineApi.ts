import type { Socket } from "node:net";
import type { History } from "../history/history";
import type { LoadRequest } from "../replay/messages";
import type { ReplayHost } from "./host";
import { LineReader } from "../base/lineReader";
import { errorText } from "./recorder";

/** Requests of the toolkit when no debugger is attached, one JSON object a line; answers carry the id. */
export type LineRequest = { readonly id: number } & (
  | { readonly method: "load"; readonly params: LoadRequest }
  | { readonly method: "pass"; readonly params: History }
  | { readonly method: "files"; readonly params: number }
);

export function serveLines(host: ReplayHost, socket: Socket, send: (message: object) => void, exit: () => void): void {
  const reader = new LineReader((line) => {
    const request = JSON.parse(line) as LineRequest;
    answer(host, request).then(
      (result) => send({ id: request.id, result }),
      (error: unknown) => send({ id: request.id, error: errorText(error) }),
    );
  });
  socket.on("data", (chunk) => {
    reader.push(chunk);
  });
  socket.on("error", () => undefined);
  socket.on("close", exit);
}

async function answer(host: ReplayHost, request: LineRequest): Promise<unknown> {
  switch (request.method) {
    case "load":
      return host.load(request.params);
    case "files":
      return host.files.loaded(request.params);
    case "pass":
      host.setHistory(request.params);
      return host.run({}, { fresh: false, quiet: false });
  }
}
