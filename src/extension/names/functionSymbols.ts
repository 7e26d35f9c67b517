import * as vscode from "vscode";
import type { LintClient } from "../diagnostics/lintClient";
import type { Services } from "../services";
import { locationOf } from "./namePlaces";
import { kindWords } from "./nameTexts";

/** The functions of all apps among the symbols of the workspace. */
export class FunctionSymbols implements vscode.WorkspaceSymbolProvider {
  readonly #client: Pick<LintClient, "ask">;
  readonly #services: Services;

  constructor(client: Pick<LintClient, "ask">, services: Services) {
    this.#client = client;
    this.#services = services;
  }

  async provideWorkspaceSymbols(query: string): Promise<vscode.SymbolInformation[]> {
    const roots = await this.#services.apps.roots();
    const apps = await Promise.all(roots.map((root) => this.#client.ask("functions", { root })));
    return apps.flatMap((app) =>
      (app?.functions ?? [])
        .filter(({ name }) => isLike(name, query))
        .map(({ name, kind, handler, place }) => {
          const at = locationOf(handler ?? place);
          return new vscode.SymbolInformation(name, vscode.SymbolKind.Function, kindWords[kind], at);
        }),
    );
  }
}

/** The letters of a query in their order, as the editor looks for symbols. */
function isLike(name: string, query: string): boolean {
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = name.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
