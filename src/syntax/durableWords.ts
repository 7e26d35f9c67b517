/**
 * What is written in every file that has to do with durable functions by itself: the package, the context's `df`, types,
 * registrations, and the methods of clients; or a generator that is given a context, as helpers register it.
 */
const durableWords =
  /durable|orchestrat|\bdf\b|\b(?:activity|entity)\s*(?:<[^>()]*>)?\s*\(|\b(?:startNew|raiseEvent|waitForExternalEvent|getStatus|getClient|EntityId)\b|\bfunction\s*\*\s*\w*\s*\(\s*(?:context|ctx)\b/i;

/** Whether a text may have to do with durable functions; otherwise it matters only where an orchestrator leads to it. */
export function mentionsDurable(text: string): boolean {
  return durableWords.test(text);
}

/** What comments begin with that turn rules off; files without it are read without their comments. */
export const directiveWord = "durable-disable";
