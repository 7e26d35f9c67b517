import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const listed = execFileSync(
  process.execPath,
  [path.resolve("node_modules/@vscode/vsce/vsce"), "ls", "--no-dependencies"],
  { encoding: "utf8" },
).split("\n");

/** Of the bundles in the package, as the editor loads them. */
function shippedMaps(): readonly string[] {
  return listed.filter((file) => /^dist\/(?!sample\/).*\.js$/.test(file)).map((file) => `${file}.map`);
}

function packagesIn(map: string): readonly string[] {
  const { sources } = JSON.parse(fs.readFileSync(map, "utf8")) as { readonly sources: readonly string[] };
  return sources.flatMap((source) => {
    const folder = /^.*\/(?=node_modules\/)node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(source)?.[0];
    return folder === undefined ? [] : [folder.slice(folder.indexOf("node_modules/"))];
  });
}

describe("ThirdPartyNotices.txt", () => {
  const packages = [...new Set(shippedMaps().flatMap(packagesIn))];
  const notices = fs.readFileSync("ThirdPartyNotices.txt", "utf8");

  it("is in the package", () => {
    assert.ok(listed.includes("ThirdPartyNotices.txt"));
  });

  it("names every package whose code is in a bundle, with its version and licence", () => {
    assert.ok(packages.length > 40, packages.join());
    const titles = packages.map((folder) => {
      const { name, version, license } = JSON.parse(fs.readFileSync(`${folder}/package.json`, "utf8")) as Manifest;
      return `${name} ${version} (${license})`;
    });
    assert.deepEqual(
      titles.filter((title) => !notices.split("\n").includes(title)),
      [],
    );
  });

  it("has the text of every licence file", () => {
    const texts = packages.flatMap((folder) =>
      fs
        .readdirSync(folder)
        .filter((name) => /^(?:licen[cs]e|copying|notice|thirdparty)/i.test(name))
        .map((name) => ({
          folder,
          text: fs.readFileSync(`${folder}/${name}`, "utf8").replaceAll("\r\n", "\n").trim(),
        })),
    );
    assert.ok(texts.length > 40);
    assert.deepEqual(
      texts.filter(({ text }) => !notices.includes(text)).map(({ folder }) => folder),
      [],
    );
  });
});

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}
