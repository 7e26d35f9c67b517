/** Languages that the toolkit brings. */
export function languageContributions() {
  return [];
}

/** Grammars of `syntaxes/`. */
export function grammarContributions() {
  return [];
}
