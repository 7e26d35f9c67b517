import { ToolkitError } from "../base/errors";

const header = "Content-Length: ";

/**
 * Listens to the beginning of what a client sends. Throws `usage` when that is no message of the debug protocol, which
 * the adapter itself would pass over in silence.
 */
export function checkFirstMessage(input: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const settle = (problem?: string) => {
      input.off("data", read).off("end", ended).off("close", ended);
      if (problem === undefined) resolve();
      else reject(noMessage(problem));
    };
    const read = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const state = stateOf(received);
      if (state !== "incomplete") settle(state === "message" ? undefined : "The input is no message");
    };
    const ended = () => settle(received.length ? "The input is no message" : "The input ended before a message came");
    input.on("data", read).once("end", ended).once("close", ended);
  });
}

function stateOf(received: Buffer): "incomplete" | "message" | "other" {
  const text = received.toString("latin1");
  const length = /^Content-Length: +(\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/.exec(text);
  if (!length) {
    const begins = header.startsWith(text.slice(0, header.length));
    return begins && !text.includes("\r\n\r\n") ? "incomplete" : "other";
  }
  const body = received.subarray(length[0].length, length[0].length + Number(length[1]));
  if (body.length < Number(length[1])) return "incomplete";
  return isJson(body.toString("utf8")) ? "message" : "other";
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function noMessage(what: string): ToolkitError {
  const text = `${what}, and dap speaks the Debug Adapter Protocol: an editor starts it and talks to it. To replay a run here, use durable-toolkit replay.`;
  return new ToolkitError("usage", text);
}
