import type { SecretStorage } from "vscode";

/** A secret storage that lives as long as the test. */
export function secretsInMemory(): Omit<SecretStorage, "onDidChange"> {
  const values = new Map<string, string>();
  return {
    keys: () => Promise.resolve([...values.keys()]),
    get: (key) => Promise.resolve(values.get(key)),
    store: (key, value) => Promise.resolve(void values.set(key, value)),
    delete: (key) => Promise.resolve(void values.delete(key)),
  };
}
