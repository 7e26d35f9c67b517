import { foundFunctions, functionsFrom, orchestratorsIn } from "../analysis/names/foundFunctions";
import type { NameService } from "../analysis/names/nameService";
import { extraction } from "../scaffold/extract/extraction";
import { parseFile } from "../syntax/parse";
import type { NameAnswers, NameQuestion, NameTopic } from "./messages";

/** Answers what an editor asks about code and its names. */
export function answerQuestion(names: NameService, question: NameQuestion): NameAnswers[NameTopic]["answer"] {
  switch (question.topic) {
    case "functions":
      return names.functions(question.root);
    case "orchestrators":
      return orchestratorsIn(names.functions(question.root), question.file);
    case "registered":
      return question.sources
        ? functionsFrom(names, question.root, question.sources)
        : foundFunctions(names.functions(question.root));
    case "extraction":
      return extractionIn(question);
    case "complete":
      return names.complete(question);
    case "at":
      return names.at(question);
    case "describe":
      return names.describe(question);
    case "rename":
      return names.rename(question, question.name);
  }
}

function extractionIn({ file, text, request }: NameAnswers["extraction"]["of"]): NameAnswers["extraction"]["answer"] {
  const parsed = parseFile(file, text);
  return parsed && extraction(parsed, request);
}
