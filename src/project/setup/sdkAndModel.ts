import type { SourcePlace } from "../../base/sourcePlace";
import { askedSdk } from "./askedSdk";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

const rule = "sdk-and-model";

/** SDKs that cannot run the programming model of the app, or beside which another @azure/functions is installed. */
export function sdkAndModel(facts: SetupFacts): readonly SetupFinding[] {
  const { app, functionsVersion } = facts;
  const asked = askedSdk(facts);
  if (!asked) return [];
  const { major, text } = asked;
  const durable = app.functions.some(({ kind, functionJson }) => kind !== "other" && !functionJson);
  const finding = (message: string, ...names: readonly string[]): SetupFinding => {
    return { rule, severity: "error", message, place: dependency(facts, names) };
  };
  const sdk = "durable-functions";
  if (app.model !== "v3" && durable && major < 3)
    return [
      finding(
        `Functions are registered in code (model v4), which ${text} does not have. Run \`npm install ${sdk}@3\`.`,
        sdk,
      ),
    ];
  const hasDurableFolders = app.functions.some(({ kind, functionJson }) => kind === "orchestration" && functionJson);
  if (hasDurableFolders && major >= 3)
    return [
      finding(
        `Functions have function.json (model v3), and ${text} is for functions registered in code. Run \`npm install ${sdk}@2\`, or move to model v4.`,
        sdk,
      ),
    ];
  if (functionsVersion === undefined || major < 3 || Number.parseInt(functionsVersion, 10) >= 4) return [];
  return [
    finding(
      `${text} needs @azure/functions 4; ${functionsVersion} is installed. Run \`npm install @azure/functions@4\`.`,
      "@azure/functions",
      sdk,
    ),
  ];
}

/** The entry of the first of these packages in package.json. */
export function dependency({ packageJson, host }: SetupFacts, names: readonly string[]): SourcePlace {
  const paths = names.flatMap((name) => [
    ["dependencies", name],
    ["devDependencies", name],
  ]);
  return (packageJson ?? host).place(...paths);
}
