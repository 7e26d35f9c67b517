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
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return valueText(messageOf(error));
  if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return firstSentence(messageOf(error));
  const name = args
    .map((arg) => /^--?([^=]+)/.exec(arg)?.[1])
    .find((found) => found !== undefined && !known.includes(found));
  const near = didYouMean(name ?? "", known).replace(/(mean | or )/g, "$1--");
  return `There is no option ${name === undefined ? "" : `${name.length === 1 ? "-" : "--"}${name}`}.${near}`;
}

/** Node tells apart a value that is missing, one that looks like an option, and one where none belongs. */
function valueText(message: string): string {
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1] ?? "The option";
  if (message.includes("does not take")) return `${option} takes no value.`;
  const other = message.includes("ambiguous") ? ` Write one that begins with - as ${option}=-….` : "";
  return `${option} needs a value.${other}`;
}

/** Whole and at least 1; undefined: none was given. */
export function readMilliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw usage(`--${option} takes a whole number of milliseconds from 1, not "${text}".`);
}

/** Node adds advice on quoting that nobody needs here. */
function firstSentence(text: string): string {
  return `${text.split(/\.\s|\n/)[0]?.replace(/\.$/, "") ?? text}.`;
}
