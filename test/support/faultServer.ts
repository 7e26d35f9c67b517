import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one request in its own way. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface FaultServer {
  readonly origin: string;
  /** Requests that arrived since the last `answerWith`. */
  readonly requests: readonly string[];
  /** The answers of the next requests, in order; the last one stays. */
  answerWith(...answers: readonly Answer[]): void;
  stop(): Promise<void>;
}

/** A service on loopback that misbehaves as told. */
export async function startFaultServer(): Promise<FaultServer> {
  let answers: readonly Answer[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
    answer?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answerWith(...next) {
      answers = next;
      requests.length = 0;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A Table service error as the service words it. */
export function tableError(status: number, code: string, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json;odata=minimalmetadata", ...headers });
    response.end(
      JSON.stringify({ "odata.error": { code, message: { lang: "en-US", value: `${code}\nRequestId:1` } } }),
    );
  };
}

export function tableRows(...rows: readonly Record<string, unknown>[]): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json;odata=minimalmetadata" });
    response.end(JSON.stringify({ value: rows }));
  };
}

/** A page of rows after which there is more. */
export function tablePage(next: string, ...rows: readonly Record<string, unknown>[]): Answer {
  return (response, request) => {
    response.setHeader("x-ms-continuation-nextpartitionkey", next);
    response.setHeader("x-ms-continuation-nextrowkey", next);
    tableRows(...rows)(response, request);
  };
}

/** Begins to answer with rows, and never goes on. */
export const stalledAnswer: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"value":[');
};

/** Ends the connection without an answer. */
export const cutConnection: Answer = (response) => response.socket?.destroy();

/** Begins an answer and breaks off. */
export const cutAnswer: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"value":[');
  setImmediate(() => response.socket?.destroy());
};

/** Never answers. */
export const silence: Answer = () => undefined;
