import { joinPath } from "../base/paths";
import type { SourceReader } from "../base/ports";
import { globPattern } from "../project/glob";
import { isObject, jsonObjectOf, memberOf, type JsonObject } from "../project/jsonFile";
import { nearest } from "./nearest";
import type { CodeStyle } from "./style";

/** Formatters' settings as data; those in code are left to what existing files show. */
const prettierFiles = [".prettierrc", ".prettierrc.json", ".prettierrc.yaml", ".prettierrc.yml", ".prettierrc.toml"];

/** What .editorconfig and prettier of the app, or of a folder above it, ask of a file with this extension. */
export async function configuredStyle(
  reader: SourceReader,
  appRoot: string,
  extension: string,
): Promise<Partial<CodeStyle>> {
  const editor = await nearest(reader, appRoot, async (folder) => {
    const text = await reader.read(joinPath(folder, ".editorconfig"));
    return text === undefined ? undefined : editorStyle(text, extension);
  });
  const prettier = await nearest(reader, appRoot, (folder) => prettierIn(reader, folder));
  // Prettier reads .editorconfig too, and writes what neither names by its own defaults.
  if (!prettier) return editor ?? {};
  return { ...prettierDefaults, ...editor, ...prettierStyle(prettier), ...overridesFor(prettier, extension) };
}

const prettierDefaults: Partial<CodeStyle> = { indent: "  ", quote: '"', semicolons: true };

async function prettierIn(reader: SourceReader, folder: string): Promise<JsonObject | undefined> {
  for (const name of prettierFiles) {
    const text = await reader.read(joinPath(folder, name));
    const settings = text === undefined ? undefined : (jsonObjectOf(text) ?? plainSettings(text));
    if (settings) return settings;
  }
  const packageJson = await reader.read(joinPath(folder, "package.json"));
  const own = memberOf(jsonObjectOf(packageJson ?? ""), "prettier");
  return isObject(own) ? own : undefined;
}

/** The outermost `name: value` of YAML, or `name = value` of TOML; undefined when other lines stand there as well. */
function plainSettings(text: string): JsonObject | undefined {
  const settings: Record<string, unknown> = {};
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    if (line.startsWith("[")) break;
    if (/^(?:\s|#|-|$)/.test(line)) continue;
    const [, name, value = ""] = /^(\w+)\s*[:=]\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? [];
    if (name === undefined) return undefined;
    settings[name] = valueOf(value);
  }
  return settings;
}

function valueOf(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  const plain = text.replace(/^(["'])(.*)\1$/, "$2");
  return /^\d+$/.test(text) ? Number(text) : plain;
}

function prettierStyle(settings: JsonObject): Partial<CodeStyle> {
  const { tabWidth, useTabs, singleQuote, semi, endOfLine } = settings;
  return {
    ...(typeof tabWidth === "number" && { indent: " ".repeat(tabWidth) }),
    ...(useTabs === true && { indent: "\t" }),
    ...(typeof singleQuote === "boolean" && { quote: singleQuote ? "'" : '"' }),
    ...(typeof semi === "boolean" && { semicolons: semi }),
    ...(endOfLine === "crlf" && { lineEnd: "\r\n" }),
    ...(endOfLine === "lf" && { lineEnd: "\n" }),
  };
}

/** What prettier's settings say of a file with this extension in any folder. */
function overridesFor({ overrides }: JsonObject, extension: string): Partial<CodeStyle> {
  const fitting = (Array.isArray(overrides) ? overrides.filter(isObject) : []).filter(({ files }) =>
    [files].flat().some((pattern) => typeof pattern === "string" && globPattern(pattern).test(`x${extension}`)),
  );
  return Object.assign(
    {},
    ...fitting.map(({ options }) => (isObject(options) ? prettierStyle(options) : {})),
  ) as Partial<CodeStyle>;
}

/** Of the sections that match `x<extension>`, the later over the earlier. */
function editorStyle(text: string, extension: string): Partial<CodeStyle> {
  const values: Record<string, string> = {};
  let counts = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (section !== undefined) counts = globPattern(section).test(`x${extension}`);
    const [, name, value] = /^\s*([\w-]+)\s*=\s*([^#;]*?)\s*$/.exec(line) ?? [];
    if (counts && name !== undefined && value !== undefined) values[name.toLowerCase()] = value.toLowerCase();
  }
  const size = values["indent_size"] === "tab" ? values["tab_width"] : values["indent_size"];
  const width = Number(size);
  return {
    ...(width >= 1 && width <= 8 && { indent: " ".repeat(width) }),
    ...(values["indent_style"] === "tab" && { indent: "\t" }),
    ...(values["end_of_line"] === "crlf" && { lineEnd: "\r\n" }),
    ...(values["end_of_line"] === "lf" && { lineEnd: "\n" }),
    ...(values["quote_type"] === "single" && { quote: "'" }),
    ...(values["quote_type"] === "double" && { quote: '"' }),
  };
}
