import * as vscode from "vscode";
import type { NameFacts } from "../../analysis/names/nameService";
import type { SourcePlace } from "../../base/sourcePlace";
import { rangeOf } from "../diagnostics/findingDiagnostics";
import type { LintClient } from "../diagnostics/lintClient";
import { filePosition, locationOf } from "./namePlaces";
import { hoverText } from "./nameTexts";

/** From a name to what it names and back, and what is known of it. */
export class NameLinks implements vscode.DefinitionProvider, vscode.ReferenceProvider, vscode.HoverProvider {
  readonly #client: Pick<LintClient, "ask">;

  constructor(client: Pick<LintClient, "ask">) {
    this.#client = client;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const facts = await this.#client.ask("describe", filePosition(document, position));
    return facts && new vscode.Hover(new vscode.MarkdownString(hoverText(facts)), rangeOf(facts.at.place));
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DefinitionLink[] | undefined> {
    const facts = await this.#textAt(document, position);
    return facts && definitionsOf(facts).map((place) => linkTo(place, facts));
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[] | undefined> {
    const facts = await this.#textAt(document, position);
    if (!facts) return undefined;
    const declared = includeDeclaration ? facts.functions : [];
    return [...declared, ...facts.uses].map(({ place }) => locationOf(place));
  }

  /** Of a name that is a text; the editor's language knows better where constants and variables lead. */
  async #textAt(document: vscode.TextDocument, position: vscode.Position): Promise<NameFacts | undefined> {
    const facts = await this.#client.ask("describe", filePosition(document, position));
    return facts?.at.isLiteral ? facts : undefined;
  }
}

/** The functions of a name; from who raises an event to who waits for it, and back. */
function definitionsOf({ at, functions, uses }: NameFacts): readonly SourcePlace[] {
  if (at.kind !== "event") return functions.map(({ handler, place }) => handler ?? place);
  const isHere = ({ file, range }: SourcePlace) => file === at.place.file && range.start === at.place.range.start;
  const isWait = uses.some((each) => isHere(each.place) && each.method === "waitForExternalEvent");
  return uses.filter(({ method }) => (method === "raiseEvent") === isWait).map(({ place }) => place);
}

function linkTo(place: SourcePlace, { at }: NameFacts): vscode.DefinitionLink {
  const targetRange = rangeOf(place);
  return {
    originSelectionRange: rangeOf(at.place),
    targetUri: vscode.Uri.file(place.file),
    targetRange,
    targetSelectionRange: new vscode.Range(targetRange.start, targetRange.start),
  };
}
