/** "Who may import whom" (README, How it is built). A layer is a folder of src/. */
export interface Layer {
  /** Layers it may import, besides itself. */
  readonly layers: readonly string[];
  /** Layers of which it may import types only. */
  readonly typesOf?: readonly string[];
  /** Packages and modules of Node; `node:*` stands for all of Node's. */
  readonly packages?: readonly string[];
  /** Packages of which it may import types only. */
  readonly packageTypes?: readonly string[];
  /** Words that must not occur in its code: it receives time, chance and files from outside. */
  readonly forbidden?: readonly RegExp[];
}

const impure = [/\bDate\.now\b/, /\bnew Date\(\)/, /\bMath\.random\b/, /\bprocess\.\w/, /\bperformance\.now\b/];

const edges = ["cli", "api", "extension", "webview", "worker", "eslint"];
const all = [
  ...["base", "contributions", "history", "storage", "syntax", "project", "analysis", "scaffold", "instrument"],
  ...["replay", "replayHost", "runner", "check", "debugger", "node"],
  ...edges,
];
const allBut = (...names: readonly string[]) => all.filter((name) => !names.includes(name));

export const layerTable: Readonly<Record<string, Layer>> = {
  base: { layers: [], forbidden: impure },
  contributions: { layers: ["base"], forbidden: impure },
  history: { layers: ["base"], forbidden: impure },
  storage: { layers: ["base", "history"], packages: ["@azure/*", "node:zlib"] },
  syntax: {
    layers: ["base"],
    packages: ["typescript", "@typescript-eslint/*", "@babel/parser", "jsonc-parser"],
    forbidden: impure,
  },
  project: { layers: ["base", "syntax"], packages: ["jsonc-parser"], forbidden: impure },
  analysis: { layers: ["base", "syntax", "project"], forbidden: impure },
  scaffold: {
    layers: ["base", "syntax", "project"],
    packages: ["jsonc-parser"],
    packageTypes: ["@typescript-eslint/*"],
    forbidden: impure,
  },
  instrument: { layers: ["base"], packages: ["acorn", "acorn-walk", "@jridgewell/trace-mapping"], forbidden: impure },
  // The messages to the child carry words of the statement clock and reports of instrumented files.
  replay: { layers: ["base", "history", "project"], typesOf: ["instrument"], forbidden: impure },
  // The messages of replay/ carry a decoded history to the child, which hands it back to functions of replay/.
  replayHost: { layers: ["base", "instrument", "replay"], typesOf: ["history"], packages: ["node:*"] },
  // What it replays is a decoded history, which it hands on.
  runner: { layers: ["base", "instrument", "replay", "project"], typesOf: ["history"], packages: ["node:*"] },
  check: { layers: ["base", "history", "replay", "runner", "project"] },
  debugger: {
    layers: ["base", "history", "instrument", "replay", "runner", "project", "contributions"],
    packages: ["@vscode/debugadapter"],
    packageTypes: ["@vscode/debugprotocol", "devtools-protocol"],
  },
  node: { layers: ["base"], packages: ["node:*"] },
  // It draws the graph that `analysis` makes, and gets it in a message.
  webview: {
    layers: ["base"],
    typesOf: ["history", "replay", "analysis"],
    packages: ["@dagrejs/dagre", "lit", "@vscode-elements/*"],
  },
  worker: { layers: ["base", "syntax", "project", "analysis", "scaffold", "node"], packages: ["node:*"] },
  eslint: {
    layers: ["base", "syntax", "project", "analysis", "node"],
    packages: ["node:*"],
    packageTypes: ["eslint"],
  },
  api: { layers: allBut(...edges), packages: ["node:*"] },
  cli: { layers: allBut(...edges), packages: ["node:*"] },
  // Of the webview it may import the messages only, see layers.test.ts.
  extension: { layers: allBut("cli", "api", "eslint"), packages: ["vscode", "node:*"] },
};
