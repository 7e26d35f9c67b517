/**
 * A message as the editor shows it, which knows no backticks: words that are code stand in quotes, as those of
 * TypeScript do; other code speaks for itself.
 */
export function plainText(message: string): string {
  return message.replace(/`([^`]+)`/g, (_marked, code: string) => (/^[\w$-]+$/.test(code) ? `'${code}'` : code));
}
