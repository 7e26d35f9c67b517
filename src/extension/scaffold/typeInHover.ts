/** Longer types are no longer read in a signature. */
const longestType = 120;

/** Of `const order: Order`, `let total: number`, `(parameter) line: { price: number; }`. */
export function typeIn(hover: string): string | undefined {
  const text =
    /^(?:```typescript\s*)?(?:(?:const|let|var)|\((?:local )?(?:var|let|const|parameter)\)) [\w$]+: ([^]*?)\s*(?:```\s*)?$/.exec(
      hover.trim(),
    )?.[1];
  const type = text?.replace(/\s+/g, " ");
  const isWritable = type !== undefined && type.length <= longestType && !/\.\.\.|\bimport\(|^typeof /.test(type);
  return isWritable ? type : undefined;
}
