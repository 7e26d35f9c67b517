import { appFolder } from "./appFolder";
import { readArguments, usage } from "./arguments";
import type { Command } from "./command";
import { relativePaths } from "./terminal";

const options = { app: { type: "string" }, json: { type: "boolean", default: false } } as const;

export const graphCommand: Command = {
  name: "graph",
  summary: "the functions of an app and what they do with each other, as a Mermaid flowchart",
  help: `[--app DIR] [--json]

  --app DIR  folder of the function app; default: the nearest one with host.json
  --json     one JSON object: app, nodes and edges, each with its places

Markdown on GitHub draws the text between \`\`\`mermaid and \`\`\`. No code of the app runs. Exit code 0; 2: no app to look
at.`,
  async run(args, { files, sources, cwd, terminal }) {
    const { values, positionals } = readArguments(args, options);
    if (positionals.length) throw usage(`graph takes no "${positionals.join(" ")}". Name the app's folder with --app.`);
    const root = await appFolder(files, cwd, values.app);
    // Loads the analysis, which a wrong usage does without.
    const { graphOfApp, graphJson, mermaidText } = await import("./graphOfApp");
    const graph = graphOfApp(sources(), root);
    if (!graph.nodes.length) terminal.error(relativePaths(`No durable function was found in ${root}.\n`, cwd));
    const text = values.json ? graphJson(graph) : mermaidText(graph);
    terminal.out(text);
    if (!values.json) terminal.error(sizeNote(text.length, graph.edges.length));
    return 0;
  },
};

/** Of Mermaid's configuration (maxEdges, maxTextSize), which no diagram can change for itself. */
const mostEdges = 500;
const mostCharacters = 50_000;

function sizeNote(characters: number, edges: number): string {
  if (characters <= mostCharacters && edges <= mostEdges) return "";
  return `This graph has ${sizeText(edges, characters)}. Mermaid, and so GitHub, draws ${sizeText(mostEdges, mostCharacters)} at most unless it is configured otherwise.\n`;
}

function sizeText(edges: number, characters: number): string {
  return `${edges.toLocaleString("en")} edges and ${characters.toLocaleString("en")} characters`;
}
