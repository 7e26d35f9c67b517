/** Grammars of `syntaxes/`: both colour parts of languages that the editor has, none is a language of its own. */
export function grammarContributions() {
  return [
    {
      scopeName: "durable-calls.injection",
      path: "./syntaxes/durable-calls.tmLanguage.json",
      injectTo: ["source.js", "source.js.jsx", "source.ts", "source.tsx"],
    },
    {
      scopeName: "durable-history.injection",
      path: "./syntaxes/durable-history.tmLanguage.json",
      injectTo: ["source.json"],
    },
  ];
}
