import { readArguments, usage } from "./arguments";
import type { Command } from "./command";

export const dapCommand: Command = {
  name: "dap",
  summary: "serve the debug adapter, for editors other than VS Code and for tests",
  help: `[--listen PORT]

  --listen PORT  serve on 127.0.0.1:PORT (0: a free port, told on stderr); default: standard input and output

Exit code 0; 2: what it hears is no debug protocol, or the port is taken.`,
  async run(args, { debugServer, terminal }, signal) {
    const { values, positionals } = readArguments(args, { listen: { type: "string" } } as const);
    if (positionals.length) throw usage(`dap takes no arguments; "${positionals.join(" ")}" is too many.`);
    if (values.listen === undefined) await debugServer.serveStdio(signal);
    else {
      const listening = (port: number) => terminal.error(`Listening on 127.0.0.1:${port}\n`);
      await debugServer.servePort(portOf(values.listen), listening, signal);
    }
    return signal.aborted ? 130 : 0;
  },
};

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65535) throw usage(`--listen takes a port from 0 to 65535, not "${text}".`);
  return port;
}
