import { messageOf, messageWithPlace, ToolkitError } from "../base/errors";
import { didYouMean } from "../base/nearNames";
import type { Command, Services } from "./command";
import { dapCommand } from "./dapCommand";
import { doctorCommand } from "./doctorCommand";
import { graphCommand } from "./graphCommand";
import { lintCommand } from "./lintCommand";
import { newCommand } from "./newCommand";
import { replayCommand } from "./replayCommand";
import { printable, relativePaths } from "./terminal";

const commands: readonly Command[] = [replayCommand, lintCommand, doctorCommand, newCommand, graphCommand, dapCommand];

/**
 * Runs the command line and resolves to its exit code: that of the command, 2 for usage and for input that cannot be
 * used, 130 after Ctrl+C.
 */
export async function runCommandLine(
  args: readonly string[],
  version: string,
  services: Services,
  signal: AbortSignal,
): Promise<number> {
  const { terminal } = services;
  const [name, ...rest] = args[0] === "help" ? [...args.slice(1, 2), "--help"] : args;
  const command = commands.find((candidate) => candidate.name === name);
  if (command && !rest.some(isHelp)) return runCommand(command, rest, services, signal);
  if (command) terminal.out(helpOf(command));
  else if (name === "--version" || name === "-v") terminal.out(`${version}\n`);
  else if (name !== undefined && isHelp(name)) terminal.out(overview());
  else {
    terminal.error((name === undefined ? "" : unknownCommand(name)) + overview());
    return 2;
  }
  return 0;
}

function isHelp(argument: string): boolean {
  return argument === "--help" || argument === "-h";
}

async function runCommand(
  command: Command,
  args: readonly string[],
  services: Services,
  signal: AbortSignal,
): Promise<number> {
  const { terminal, cwd } = services;
  try {
    return await command.run(args, services, signal);
  } catch (error) {
    if (signal.aborted) {
      terminal.error("Stopped.\n");
      return 130;
    }
    terminal.error(errorText(error, cwd));
    if (error instanceof ToolkitError && error.code === "usage")
      terminal.error(`usage: durable-toolkit ${command.name} ${synopsis(command.help)}\n`);
    return 2;
  }
}

/** A fault of our own shows its stack, so that it can be reported. */
function errorText(error: unknown, cwd: string): string {
  if (!(error instanceof ToolkitError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
    return printable(`durable-toolkit: this is a fault of the toolkit; please report it.\n${stack}\n`);
  }
  return `durable-toolkit: ${relativePaths(printable(messageWithPlace(error)), cwd)}\n`;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `usage: durable-toolkit <command> [options]\n\n${lines.join("\n")}\n\ndurable-toolkit <command> --help says more; --version prints the version.\n`;
}

function helpOf(command: Command): string {
  return `usage: durable-toolkit ${command.name} ${command.help}\n`;
}

function unknownCommand(name: string): string {
  const near = didYouMean(
    name,
    commands.map((command) => command.name),
  );
  return printable(`durable-toolkit: there is no command "${name}".${near}\n`);
}

/** All lines of the arguments, which a blank one ends. */
function synopsis(help: string): string {
  return help.split("\n\n", 1)[0] ?? "";
}
