import path from "node:path";
import type { Rule } from "eslint";
import type { CodeFix, Finding } from "../analysis/finding";
import type { RuleMeta } from "../analysis/rule";
import { fileOf, findingsIn, type OpenFile } from "./findings";

/** A rule as ESLint takes it: it reports what our own lint finds under its id. */
export function eslintRule(meta: RuleMeta): Rule.RuleModule {
  const { id, description } = meta.docs;
  return {
    meta: {
      type: meta.type,
      docs: { description },
      ...(meta.fixable && { fixable: meta.fixable }),
      hasSuggestions: meta.hasSuggestions ?? false,
      schema: [],
    },
    create: (context) => ({
      Program() {
        const file = fileOf(context);
        for (const finding of findingsIn(context.sourceCode, file))
          if (finding.rule === id) context.report(descriptorOf(finding, file, context));
      },
    }),
  };
}

function descriptorOf(finding: Finding, file: OpenFile, { sourceCode, cwd }: Rule.RuleContext): Rule.ReportDescriptor {
  const { place, fix, suggestions } = finding;
  const at = (offset: number) => sourceCode.getLocFromIndex(offset - file.shift);
  return {
    loc: { start: at(place.range.start), end: at(place.range.end) },
    message: messageOf(finding, cwd),
    ...(fix?.file === file.path && { fix: fixOf(fix, file) }),
    suggest: suggestions
      .filter((each) => each.file === file.path)
      .map((each) => ({ desc: each.title, fix: fixOf(each, file) })),
  };
}

function fixOf({ edits }: CodeFix, { shift }: OpenFile): Rule.ReportFixer {
  return (fixer) =>
    edits.map(({ range, text }) => fixer.replaceTextRange([range.start - shift, range.end - shift], text));
}

/** ESLint shows one place: where the helper does it is said in words. */
function messageOf({ message, chain, sink }: Finding, cwd: string): string {
  if (!chain.length) return message;
  const { file, start } = sink;
  return `${message} (in ${chain.at(-1)?.label ?? ""}, ${path.relative(cwd, file)}:${start.line}:${start.column})`;
}
