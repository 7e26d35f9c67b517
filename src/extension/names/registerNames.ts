import * as vscode from "vscode";
import type { DisposableStore } from "../../base/disposable";
import type { LintClient } from "../diagnostics/lintClient";
import { lintedFiles } from "../diagnostics/lintStatus";
import type { Services } from "../services";
import { FunctionSymbols } from "./functionSymbols";
import { NameCompletions, nameQuotes } from "./nameCompletions";
import { NameLinks } from "./nameLinks";
import { NameRename } from "./nameRename";

/** Names of functions and events in code: completed, explained, followed and renamed, where there is durable code. */
export function registerNames(client: Pick<LintClient, "ask">, services: Services, store: DisposableStore): void {
  const onDisk = lintedFiles.map((filter) => ({ ...filter, scheme: "file" }));
  const links = new NameLinks(client);
  const { languages } = vscode;
  store.add(languages.registerCompletionItemProvider(onDisk, new NameCompletions(client), ...nameQuotes));
  store.add(languages.registerHoverProvider(onDisk, links));
  store.add(languages.registerDefinitionProvider(onDisk, links));
  store.add(languages.registerReferenceProvider(onDisk, links));
  store.add(languages.registerRenameProvider(onDisk, new NameRename(client)));
  store.add(languages.registerWorkspaceSymbolProvider(new FunctionSymbols(client, services)));
}
