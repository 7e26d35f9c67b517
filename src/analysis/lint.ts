import type { SourceFiles } from "../base/ports";
import { Linter } from "./linter";
import { Program } from "./linker/program";
import type { Lint } from "./lintRequest";

/** Looks at files and everything that their orchestrators run. */
export function createLint(files: SourceFiles): Lint {
  return (request, signal) => {
    const { followPackages } = request;
    return new Linter(new Program(files, { followPackages, isOfOneRun: true })).lint(request, signal);
  };
}
