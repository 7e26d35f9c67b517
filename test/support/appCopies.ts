import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixtures } from "./replayFixtures";

/** How a copy differs from the fixture app. */
export interface CopyOptions {
  /** A folder below test/fixtures/histories whose files replace those of the app. */
  readonly overlay?: string | undefined;
  /** A version below test/fixtures/sdks to run on. */
  readonly sdk?: string | undefined;
}

const copies = new Map<string, string>();
process.once("exit", () => {
  for (const root of copies.values()) rmSync(root, { recursive: true, force: true });
});

/** The folder of a fixture app as it is, or of a copy of it that goes when this process does. */
export function appCopy(name: string, { overlay, sdk }: CopyOptions = {}): string {
  const original = join(fixtures, "apps", name);
  if (overlay === undefined && sdk === undefined) return original;
  const key = [name, overlay, sdk].join(" ");
  const known = copies.get(key);
  if (known !== undefined) return known;
  const root = realpathSync(mkdtempSync(join(tmpdir(), "durable-toolkit-app-")));
  cpSync(original, root, { recursive: true, filter: (file) => !file.startsWith(join(original, "node_modules")) });
  if (overlay !== undefined) cpSync(join(fixtures, "histories", overlay), root, { recursive: true });
  const packages = sdk === undefined ? original : join(fixtures, "sdks", sdk);
  symlinkSync(join(packages, "node_modules"), join(root, "node_modules"));
  copies.set(key, root);
  return root;
}
