import { backendNames } from "../taskHub";
import type { SetupFacts } from "./setupFacts";
import type { SetupFinding } from "./setupFinding";

/** Backends whose histories the toolkit cannot read where they are. */
export function backendWithoutTables({ app, host }: SetupFacts): readonly SetupFinding[] {
  const { backend } = app.durable;
  if (backend === "azureStorage") return [];
  const message = `This app keeps its history in ${backendNames[backend]}, which has no tables that the toolkit reads. What works: linting, history files (*.durable-history.json), and runs in Azure Storage or Azurite by the name of its setting (--connection).`;
  const place = host.place(["extensions", "durableTask", "storageProvider", "type"]);
  return [{ rule: "backend-without-tables", severity: "info", message, place }];
}
