import type { Suite, Test } from "mocha";

/** The bundled test files announce themselves here as they load (see scripts/testFileLoader.cjs). */
interface Announcements {
  loadedTestFiles?: string[];
}

export interface FileTracker {
  /** The test file, as a path below `test/`, that a test comes from. */
  fileOf(test: Test | Suite): string;
}

/** Remembers which file each top-level suite or test was declared in. */
export function trackFiles(root: Suite): FileTracker {
  const loaded: string[] = [];
  (globalThis as Announcements).loadedTestFiles = loaded;
  const owners = new Map<Test | Suite, string>();
  const remember = (item: Test | Suite) => owners.set(item, loaded.at(-1) ?? "unknown");
  root.on("suite", remember);
  root.on("test", remember);
  const fileOf = (item: Test | Suite): string => owners.get(item) ?? (item.parent ? fileOf(item.parent) : "unknown");
  return { fileOf };
}
