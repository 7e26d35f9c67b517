import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { instrument } from "../../../src/instrument/instrument";
import { isPackageFile, packageCodeOf } from "../../../src/instrument/packageCode";
import { SourceFile } from "../../../src/instrument/sourceFile";
import { SourceFiles } from "../../../src/instrument/sourceFiles";
import { SourceMap } from "../../../src/instrument/sourceMaps";
import { fixtures } from "../../support/replayFixtures";

const dist = join(fixtures, "apps/bundled-whole-ts/dist");
const isInstalled = (name: string) => name.startsWith("@azure/");
const bundle = join(dist, "main.js");

function read(app: string, file: string): string {
  return readFileSync(join(fixtures, "apps", app, "dist", file), "utf8");
}

/** The minified bundle with the SDK inside. */
function wholeBundle(): { readonly file: SourceFile; readonly code: string } {
  const source = read("bundled-whole-ts", "main.js");
  const map = read("bundled-whole-ts", "main.js.map");
  const { code, ...rest } = instrument(source, { firstSite: 0, isPackageCode: packageCodeOf(map, isInstalled) });
  return { code, file: new SourceFile({ ...rest, file: bundle, source }, new SourceMap(map, dist, join)) };
}

describe("packages inside a bundle", function () {
  this.timeout(20_000);

  it("get no ticks; the code of the app does", () => {
    const { file, code } = wholeBundle();
    const places = file.sites.map((site) => file.placeOf(site));
    assert.deepEqual(
      places.filter((place) => isPackageFile(place.file)),
      [],
    );
    const lines = places.flatMap(({ file: name, line }) => (name.endsWith(join("src", "main.ts")) ? [line] : []));
    for (const line of [13, 14, 15, 16, 17, 21, 22, 23, 24]) assert.ok(lines.includes(line), `line ${line}`);
    assert.ok(code.length < file.source.length * 1.05, "only a few insertions");
  });

  it("are no frames of a stack", () => {
    const { file, code } = wholeBundle();
    const files = new SourceFiles();
    files.add(file);
    const inPackage = frameOf(code, code.indexOf("Failed to construct a DurableOrchestrationStatus"));
    const inApp = frameOf(code, code.search(/\(\$\$clock\.g=/));
    const text = `Error: no\n${inPackage}\n${inApp}`;
    assert.match(files.mapStack(text, isPackageFile), /^Error: no\n\s+at [^\n]*src\/main\.ts:\d+:\d+\)$/);
    assert.ok(files.siteOfStack(text) !== undefined);
  });

  it("are not looked for where the map names none", () => {
    assert.equal(packageCodeOf(read("bundled-ts", "main.js.map"), isInstalled), undefined);
    assert.throws(() => packageCodeOf("node_modules/ but no map", isInstalled));
  });

  it("reach up to the next mapping of the app's own code, over lines without any", () => {
    // One segment each on line 1 (package) and line 3 (app); line 2 has none.
    const map = { version: 3, sources: ["../node_modules/a/b.js", "../src/c.ts"], names: [] };
    const isPackageCode = packageCodeOf(JSON.stringify({ ...map, mappings: "AAAA;;ICAA" }), isInstalled);
    const places = [1, 2, 3].map((line) => [isPackageCode?.(line, 0), isPackageCode?.(line, 9)]);
    assert.deepEqual(places, [
      [true, true],
      [true, true],
      [true, false],
    ]);
  });
});

/** A stack frame at a position of the code. */
function frameOf(code: string, position: number): string {
  assert.ok(position > 0);
  const lines = code.slice(0, position).split("\n");
  return `    at f (${bundle}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1})`;
}
