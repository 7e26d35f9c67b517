const named: Readonly<Record<string, string>> = { "^": "^^", "/": "^0", "\\": "^1", "#": "^2", "?": "^3" };
const original = new Map(Object.entries(named).map(([plain, escaped]) => [escaped.charAt(1), plain]));

/** Distance between a control character and its stand-in: both U+0000-001F and U+007F-009F move up by 0xC0. */
const controlShift = 0xc0;

/**
 * The partition key under which the engine stores an instance id
 * (durabletask src/DurableTask.AzureStorage/Tracking/KeySanitation.cs:29-142). Not idempotent.
 */
export function escapeKey(instanceId: string): string {
  // eslint-disable-next-line no-control-regex -- Control characters are what this is about.
  return instanceId.replace(/[\^/\\#?\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return named[character] ?? `^${String.fromCharCode(character.charCodeAt(0) + controlShift)}`;
  });
}

/** The instance id of a partition key: the inverse of `escapeKey`. A `^` that escapes nothing stays as it is. */
export function unescapeKey(partitionKey: string): string {
  return partitionKey.replace(/\^([^])/g, (whole, escaped: string) => {
    const plain = original.get(escaped);
    if (plain !== undefined) return plain;
    const code = escaped.charCodeAt(0) - controlShift;
    return code >= 0 && (code <= 0x1f || (code >= 0x7f && code <= 0x9f)) ? String.fromCharCode(code) : whole;
  });
}

/** A string literal of an OData filter. */
export function odataLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
