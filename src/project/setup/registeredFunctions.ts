import { LineIndex } from "../../base/lineIndex";
import type { SourceReader } from "../../base/ports";
import type { SourcePlace } from "../../base/sourcePlace";
import { readCodeFiles } from "../codeFiles";
import type { FunctionApp } from "../functionApp";
import { readSources } from "../functionIndex";
import type { FunctionKind } from "../registrations";

/** A registration in code; the index of the app holds only the first of a kind and name. */
export interface RegisteredFunction {
  readonly name: string;
  readonly kind: FunctionKind;
  /** Of the name. */
  readonly place: SourcePlace;
}

/** Every registration of model v4, where the user wrote it: in the sources of built files, else in what Node loads. */
export async function registeredFunctions(
  reader: SourceReader,
  app: FunctionApp,
): Promise<readonly RegisteredFunction[]> {
  const built = new Set(app.builtFiles.map(({ file }) => file));
  const loaded = (await readCodeFiles(reader, app.entryFiles)).filter(({ file }) => !built.has(file));
  const files = new Map(
    [...loaded, ...(await readSources(reader, app.builtFiles, []))].map((code) => [code.file, code]),
  );
  return [...files.values()].flatMap(({ file, text, registrations }) => {
    const lines = new LineIndex(registrations.length ? text : "");
    return registrations.map(({ name, kind, nameRange }) => ({ name, kind, place: lines.place(file, nameRange) }));
  });
}
