"use strict";
const fs = require("node:fs");
const path = require("node:path");

/** Every bundle is built from the same rules, so that what is tested is what ships. */
const bundle = (name, entry, { target = "node22", externals = {}, plugins = [], splitChunks = false } = {}) => ({
  name,
  mode: "production",
  target,
  entry,
  output: {
    path: path.join(__dirname, "dist"),
    filename: "[name].js",
    // Two bundles may split off the same file: each keeps its chunks in a folder of its own.
    chunkFilename: `${name}/[name].chunk.js`,
    library: { type: "commonjs2" },
  },
  externals,
  externalsPresets: { node: true },
  node: { __filename: false, __dirname: false },
  resolve: { extensions: [".ts", ".js"], mainFields: ["module", "main"] },
  module: {
    // `createRequire` means Node's own: what it loads is the user's, found at run time.
    parser: { javascript: { createRequire: false } },
    rules: [{ test: /\.ts$/, loader: "esbuild-loader", options: { target } }],
  },
  optimization: { minimize: true, chunkIds: "named", splitChunks },
  performance: { hints: false },
  // TypeScript can load plugins by names known at run time only; its parser alone never does.
  ignoreWarnings: [{ module: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/, message: /Critical dependency/ }],
  devtool: "source-map",
  plugins,
  stats: "errors-warnings",
});

/** All test files of one suite become one bundle; files are found by pattern, never listed by hand. */
function testSuite(suite) {
  const files = suiteFiles(suite, suite.startsWith("bench") ? ".bench.ts" : ".test.ts");
  if (!files.length) return [];
  // A program that a suite starts as a process of its own: `replay.child.ts` becomes dist/test/replay.child.js.
  const children = suiteFiles(suite, ".child.ts").map((file) => [`test/${path.basename(file, ".ts")}`, file]);
  return [testBundle(`test-${suite}`, { [`test/${suite}`]: files, ...Object.fromEntries(children) })];
}

function suiteFiles(suite, ending) {
  return fs
    .readdirSync(path.join(__dirname, "test", suite), { recursive: true })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(__dirname, "test", suite, file));
}

function testBundle(name, entry) {
  const config = bundle(name, entry, { externals: testExternals });
  const announce = {
    test: /\.test\.ts$/,
    enforce: "pre",
    loader: path.join(__dirname, "scripts", "testFileLoader.cjs"),
  };
  return {
    ...config,
    // Stacks of failed tests name files that an editor can open.
    output: { ...config.output, devtoolModuleFilenameTemplate: "[absolute-resource-path]" },
    module: { ...config.module, rules: [...config.module.rules, announce] },
    optimization: { ...config.optimization, minimize: false },
  };
}

/** A script of a page in the editor: runs in a browser, and exports nothing. */
function page(name, entry) {
  const config = bundle(name, { [name]: entry }, { target: "es2022" });
  const output = { ...config.output, library: undefined };
  return { ...config, target: ["web", "es2022"], output, externalsPresets: {}, node: false };
}

const testExternals = {
  vscode: "commonjs vscode",
  mocha: "commonjs mocha",
  typescript: "commonjs typescript",
  eslint: "commonjs eslint",
  "eslint-9": "commonjs eslint-9",
  "typescript-eslint": "commonjs typescript-eslint",
  "playwright-core": "commonjs playwright-core",
};
/** What two lazy chunks need is a chunk of its own: the client of Azure Tables would be in the package twice. */
const sharedOnce = { chunks: "async", minSize: 50 * 1024 };

const exporting = (name, config) => ({
  ...config,
  output: { ...config.output, library: { ...config.output.library, export: name } },
});
const readable = (config) => ({ ...config, optimization: { ...config.optimization, minimize: false } });

/** Bundles of the replay host that are required at run time by those beside them. */
const besideReplayHost = ({ context, request }, callback) =>
  ["./program", "./stop"].includes(request) && context?.endsWith("replayHost")
    ? callback(null, `commonjs ${request}.js`)
    : callback();

const suites = ["unit", "contract", "adapter", "host", "e2e", "bench", "benchHost"].filter((suite) =>
  fs.existsSync(path.join(__dirname, "test", suite)),
);

module.exports = [
  // Only the extension may import `vscode`: a leak into another bundle stops the build.
  bundle(
    "extension",
    { extension: "./src/extension/extension.ts" },
    { externals: { vscode: "commonjs vscode" }, splitChunks: sharedOnce },
  ),
  bundle("lintWorker", { lintWorker: "./src/worker/main.ts" }),
  bundle(
    "cli",
    { cli: "./src/cli/main.ts", "cli/lintServer": "./src/cli/lintServer.ts" },
    { target: "node20", splitChunks: sharedOnce },
  ),
  // The plugin is the module itself: ESLint refuses two objects of one name.
  exporting("plugin", bundle("eslint", { eslint: "./src/eslint/plugin.ts" }, { target: "node20" })),
  // Plain files that the user's own Node runs; `stop` must stay apart, as the debugger stops in it.
  // Not minified: that would drop its `debugger` statement.
  readable(
    bundle(
      "replayHost",
      {
        "replayHost/main": "./src/replayHost/main.ts",
        "replayHost/program": "./src/replayHost/program.ts",
        "replayHost/relay": "./src/replayHost/relay.ts",
        "replayHost/stop": "./src/replayHost/stop.ts",
      },
      { target: "node20", externals: besideReplayHost },
    ),
  ),
  page("graphView", "./src/webview/graph/main.ts"),
  testBundle("test-run", { "test/run": "./test/support/suites/runSuite.ts" }),
  ...suites.flatMap(testSuite),
];
