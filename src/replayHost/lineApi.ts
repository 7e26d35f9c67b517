import type { Socket } from "node:net";
import type { LineRequest, PassReport } from "../replay/lineMessages";
import type { ReplayHost } from "./host";
import { LineReader } from "../base/lineReader";
import { errorText } from "./recorder";

export function serveLines(host: ReplayHost, socket: Socket, send: (message: object) => void, exit: () => void): void {
  const reader = new LineReader((line) => {
    const request = JSON.parse(line) as LineRequest;
    answer(host, request)
      .then((result) => send({ id: request.id, result }))
      // Not every result can be sent, and a question without an answer is a wait without an end.
      .catch((error: unknown) => send({ id: request.id, error: errorText(error) }));
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
    case "pass":
      host.setHistory(request.params);
      await host.run({}, { fresh: host.used, quiet: false });
      return passReport(host);
  }
}

function passReport(host: ReplayHost): PassReport {
  const { failedAt, thrown } = host.timeline();
  return {
    verdict: host.verdict(),
    steps: host.steps(),
    files: host.files.loaded(0),
    refusals: host.guard.refusals.splice(0),
    ...(failedAt && { failedAt }),
    ...(thrown && { thrown }),
  };
}
