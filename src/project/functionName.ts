export const longestName = 128;

const devices = /^(?:con|prn|aux|nul|(?:com|lpt)\d)$/i;

/**
 * Why no function can have this name, in one sentence; undefined: one can. As the Functions host checks it
 * (`^[a-z][a-z0-9_\-]{0,127}$(?<!^host$)`, in any case), and for files and folders that have it.
 */
export function functionNameProblem(name: string): string | undefined {
  if (name === "") return "A function needs a name.";
  if (!/^[A-Za-z]/.test(name)) return "A function's name begins with a letter (A to Z).";
  const odd = /[^A-Za-z0-9_-]/u.exec(name)?.[0];
  if (odd !== undefined) return `A function's name has letters, digits, "-" and "_" only, not "${odd}".`;
  if (name.length > longestName) return `A function's name has ${longestName} characters at most, not ${name.length}.`;
  if (/^host$/i.test(name)) return `The Functions host keeps the name ${name} for itself.`;
  return devices.test(name)
    ? `Windows keeps the name ${name} for a device, so no file or folder can have it there.`
    : undefined;
}
