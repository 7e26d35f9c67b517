import type { NameService } from "../analysis/names/nameService";
import type { NameAnswers, NameQuestion, NameTopic } from "./messages";

/** Answers what an editor asks about names. */
export function answerQuestion(names: NameService, question: NameQuestion): NameAnswers[NameTopic]["answer"] {
  return names.functions(question.root);
}
