import type { TextRange } from "../../base/sourcePlace";
import type { Language, ProjectFacts } from "../facts";
import type { CodeStyle } from "../style";
import type { TemplateText } from "./parts";

/** What the text of a file depends on besides what it does. */
export interface Dialect {
  readonly language: Language;
  readonly moduleSystem: ProjectFacts["moduleSystem"];
  readonly style: CodeStyle;
  /** Of durable-functions, where it can be seen. */
  readonly sdkMajor?: number;
}

export interface Rendered {
  readonly text: string;
  /** What to change first; undefined: the template marks nothing. */
  readonly mark: TextRange | undefined;
}

/** A template in the app's language and style. */
export function render(template: TemplateText, { language, style }: Dialect): Rendered {
  const plain = language === "typescript" ? template.replace(/[«»]/g, "") : template.replace(/«[^»]*»/g, "");
  return unmarked(styled(`${plain.replace(/\n{3,}/g, "\n\n").trim()}\n`, style));
}

/** Another level in, each line that is not empty. */
export function indented(text: TemplateText): TemplateText {
  return text.replace(/^(?=.)/gm, "  ");
}

/** The parts that are not empty, with a line between them. */
export function paragraphs(...parts: readonly TemplateText[]): TemplateText {
  return parts.filter((part) => part !== "").join("\n\n");
}

function styled(text: string, { indent, quote, semicolons, lineEnd }: CodeStyle): string {
  const lines = text.split("\n").map((line) => {
    const level = /^(?: {2})*/.exec(line)?.[0].length ?? 0;
    const code = line.slice(level);
    const isComment = code.startsWith("//") || code.startsWith("⟦//") || code.startsWith("/**");
    const quoted = quote === '"' || isComment ? code : code.replace(/"([^"'\\]*)"/g, "'$1'");
    return indent.repeat(level / 2) + (semicolons || isComment ? quoted : quoted.replace(/;$/, ""));
  });
  return lines.join(lineEnd);
}

function unmarked(text: string): Rendered {
  const start = text.indexOf("⟦");
  const end = text.indexOf("⟧") - 1;
  return { text: text.replace(/[⟦⟧]/g, ""), mark: start < 0 ? undefined : { start, end } };
}
