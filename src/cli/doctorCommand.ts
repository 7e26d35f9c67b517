import { withSeen } from "../project/foundFunctions";
import { openApp } from "../project/openApp";
import { checkSetup } from "../project/setup/checkSetup";
import { readSetupFacts } from "../project/setup/setupFacts";
import { setupReport } from "../project/setup/setupReport";
import { nodeForSetup } from "../runner/nodeForSetup";
import { tableNames } from "../storage/taskHub";
import { appFolder } from "./appFolder";
import { readArguments, usage } from "./arguments";
import type { Command } from "./command";
import { setupText } from "./setupText";
import { painter } from "./terminal";

const options = { app: { type: "string" }, json: { type: "boolean", default: false } } as const;

export const doctorCommand: Command = {
  name: "doctor",
  summary: "what the toolkit sees of an app, and what does not fit together",
  help: `[--app DIR] [--json]

  --app DIR  folder of the function app; default: the nearest one with host.json
  --json     one JSON object

No code of the app runs, and no storage is asked. Exit code 0: no errors; 1: at least one error; 2: no app to look at.`,
  async run(args, { files, sources, cwd, environment, terminal }) {
    const { values, positionals } = readArguments(args, options);
    if (positionals.length)
      throw usage(`doctor takes no "${positionals.join(" ")}". Name the app's folder with --app.`);
    const root = await appFolder(files, cwd, values.app);
    const { value: opened, problems } = await openApp(files, root, environment);
    // Loads the analysis, which a wrong usage does without.
    const { functionsWhenRun } = await import("./functionsOfApp");
    const app = withSeen(opened, functionsWhenRun(sources(), root, opened.sourceFiles));
    const facts = await readSetupFacts(files, app);
    const { node, finding } = await nodeForSetup(facts);
    const findings = [...finding, ...checkSetup(facts, problems)];
    const report = setupReport(facts, { node, findings, tables: tableNames });
    terminal.out(values.json ? `${JSON.stringify(report)}\n` : setupText(report, cwd, painter(terminal.hasColours)));
    return report.findings.some(({ severity }) => severity === "error") ? 1 : 0;
  },
};
