/** What becomes something else, or fails, when it is written as JSON; as types name it. */
const liveTypes =
  /^(?:Date|(?:Weak)?(?:Map|Set)|RegExp|Promise|Error|Buffer|URL|URLSearchParams|Function|bigint|symbol|\w*Task|\w*Context|\w*Client)$/;

/** Types that every file knows without saying where from. */
const builtIn = new Set(
  (
    "string number boolean bigint symbol object null undefined void never any unknown true false this " +
    "keyof typeof infer extends in is asserts readonly unique abstract new out " +
    "Array ReadonlyArray Record Partial Required Readonly Pick Omit Exclude Extract NonNullable Awaited " +
    "ReturnType Parameters Uppercase Lowercase Capitalize Uncapitalize " +
    "Date Map Set WeakMap WeakSet ReadonlyMap ReadonlySet RegExp Promise PromiseLike Error Function Object " +
    "String Number Boolean Symbol BigInt Iterable Iterator Generator Uint8Array ArrayBuffer"
  ).split(" "),
);

/**
 * Whether values of a type, as its text says, stay what they are on the way to an activity and back.
 * @param isOwn whether the app itself has a type of that name, which then need not be what it is called like
 */
export function isStorableType(type: string, isOwn: (name: string) => boolean = () => false): boolean {
  return !type.includes("=>") && namesIn(type).every(({ name }) => !liveTypes.test(name) || isOwn(name));
}

/** Whether a type can be written in a file, or names one that is known elsewhere only. */
export function isKnownType(type: string, isDeclared: (name: string) => boolean): boolean {
  return namesIn(type).every(({ name, isMember }) => isMember || builtIn.has(name) || isDeclared(name));
}

interface NameInType {
  readonly name: string;
  /** `Task` of `df.Task`. */
  readonly isMember: boolean;
}

/** Names of types in a type's text; what members and parameters are called is none. */
function namesIn(type: string): readonly NameInType[] {
  const plain = type.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''");
  const found = plain.matchAll(/(?<![\w$])(\.?)\s*([A-Za-z_$][\w$]*)(?![\w$]|\s*\??:)/g);
  return [...found].map(([, dot, name = ""]) => ({ name, isMember: dot === "." }));
}
