import type { InstrumentedFile } from "../instrument/instrument";
import type { UserFiles } from "./userFiles";

/** An instrumented file as the toolkit needs it to show places; `source` is the file as it stands on disk. */
export interface FileReport extends Omit<InstrumentedFile, "code"> {
  readonly file: string;
  readonly source: string;
}

export function fileReports(files: UserFiles, from: number): readonly FileReport[] {
  return [...files.instrumented].slice(from).map(([file, instrumented]) => {
    const { sites, functions, insertions, source, downlevelLine } = instrumented;
    return { file, source, sites, functions, insertions, ...(downlevelLine !== undefined && { downlevelLine }) };
  });
}
