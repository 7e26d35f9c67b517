import type { SourceFiles } from "../base/ports";
import { Linter } from "./linter";
import { Program } from "./linker/program";
import type { Lint } from "./lintRequest";
import { packageFollowing } from "./lintSettings";

/** Looks at files and everything that their orchestrators run. */
export function createLint(files: SourceFiles): Lint {
  return (request, signal) => {
    const followsPackages = packageFollowing(request);
    return new Linter(new Program(files, { followsPackages, isOfOneRun: true })).lint(request, signal);
  };
}
