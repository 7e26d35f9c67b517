"use strict";
const path = require("node:path");

/** Makes every test file say its name as it loads, so that a file whose tests nobody ran is found. */
module.exports = function announce(source) {
  const file = path.relative(path.join(this.rootContext, "test"), this.resourcePath).replaceAll("\\", "/");
  return `globalThis.loadedTestFiles?.push(${JSON.stringify(file)});${source}`;
};
