import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { DebugClient } from "./debugClient";

const folder = path.resolve("test/adapter/golden");

/** The protocol types leave contents open. */
type Typed<T> = Omit<T, "arguments" | "body"> & { readonly arguments?: unknown; readonly body?: unknown };

/** Requests and events of a session as lines that a reviewer can read, the same on every machine. */
export function transcriptOf({ messages }: DebugClient): string {
  const commands = new Map<number, string>();
  const lines = messages.flatMap((message) => {
    switch (message.type) {
      case "request": {
        const { seq, command, arguments: args } = message as Typed<DebugProtocol.Request>;
        commands.set(seq, command);
        return [`→ ${command} ${stable(args)}`];
      }
      case "response": {
        const { command, success, body, message: text } = message as Typed<DebugProtocol.Response>;
        if (command === "initialize") return [];
        return [`  ${command} ${success ? "ok" : `refused: ${text ?? ""}`} ${stable(body)}`.trimEnd()];
      }
      default: {
        const { event, body } = message as Typed<DebugProtocol.Event>;
        return [`← ${event} ${stable(body)}`];
      }
    }
  });
  return `${lines.join("\n")}\n`;
}

/** Compares with the golden file. A missing one fails, unless `UPDATE_GOLDEN=1` writes it. */
export function matchGolden(name: string, text: string): void {
  const file = path.join(folder, `${name}.txt`);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${file} is missing: run with UPDATE_GOLDEN=1 and review it`);
  assert.equal(text, readFileSync(file, "utf8"));
}

function stable(value: unknown): string {
  if (value === undefined || value === null) return "";
  return JSON.stringify(value)
    .replaceAll(JSON.stringify(process.cwd()).slice(1, -1), "<root>")
    .replace(/Node \d+\.\d+\.\d+ \([^)]*\)/g, "Node <version> (<why>)")
    .replace(/,?"runtimeExecutable":"[^"]*"/, "")
    .replace(/,?"(seq|threadId|allThreadsStopped|pathFormat)":[^,}]*/g, "");
}
