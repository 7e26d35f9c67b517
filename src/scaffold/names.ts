import type { ProjectFacts } from "./facts";

export const longestName = 128;

const devices = /^(?:con|prn|aux|nul|(?:com|lpt)\d)$/i;

/** Why a function cannot have this name in one sentence, or undefined when it can. The host compares names without case. */
export function nameProblem(name: string, facts: Pick<ProjectFacts, "takenNames">): string | undefined {
  if (name === "") return "A function needs a name.";
  if (!/^[A-Za-z]/.test(name)) return "A function's name begins with a letter (A to Z).";
  const odd = /[^A-Za-z0-9_-]/u.exec(name)?.[0];
  if (odd !== undefined) return `A function's name has letters, digits, "-" and "_" only, not "${odd}".`;
  if (name.length > longestName) return `A function's name has ${longestName} characters at most, not ${name.length}.`;
  if (/^host$/i.test(name)) return `The Functions host keeps the name ${name} for itself.`;
  if (devices.test(name)) return `Windows keeps the name ${name} for a device, so no file or folder can have it there.`;
  const taken = facts.takenNames.find((other) => other.name.toLowerCase() === name.toLowerCase());
  if (!taken) return undefined;
  return taken.name === name
    ? `There is a function ${name} in this app already.`
    : `There is a function ${taken.name} in this app already, and the host does not tell upper from lower case.`;
}

/** The name itself when it is free, else with the first number that makes it so: `order2`. */
export function freeName(name: string, facts: Pick<ProjectFacts, "takenNames">): string {
  const taken = new Set(facts.takenNames.map((other) => other.name.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  let number = 2;
  while (taken.has(`${name}${number}`.toLowerCase())) number++;
  return `${name}${number}`;
}
