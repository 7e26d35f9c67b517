import { parseArgs, type ParseArgsConfig } from "node:util";
import { messageOf, ToolkitError } from "../base/errors";
import { didYouMean } from "../base/nearNames";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads the arguments of a command; what does not fit is a usage error that says what was meant. */
export function readArguments<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usage(optionText(error, args, Object.keys(options)));
  }
}

export function usage(text: string): ToolkitError {
  return new ToolkitError("usage", text);
}

function optionText(error: unknown, args: readonly string[], known: readonly string[]): string {
  const { code } = error as { code?: unknown };
  if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return firstSentence(messageOf(error));
  const name = args
    .map((arg) => /^--?([^=]+)/.exec(arg)?.[1])
    .find((found) => found !== undefined && !known.includes(found));
  const near = didYouMean(name ?? "", known).replace(/(mean | or )/g, "$1--");
  return `There is no option ${name === undefined ? "" : `${name.length === 1 ? "-" : "--"}${name}`}.${near}`;
}

/** Node adds advice on quoting that nobody needs here. */
function firstSentence(text: string): string {
  return `${text.split(/\.\s|\n/)[0]?.replace(/\.$/, "") ?? text}.`;
}
