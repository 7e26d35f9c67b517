import { functionsInCode } from "../../src/cli/functionsOfApp";
import { readHistory } from "../../src/cli/readHistory";
import { nodeFiles } from "../../src/node/files";
import { NodeSourceFiles } from "../../src/node/sourceFiles";
import { openApp } from "../../src/project/openApp";
import type { ReplayPorts } from "../../src/runner/prepareReplay";

/** How tests find app and history: as the command line does, without the environment of the machine. */
export const replayPorts: ReplayPorts = {
  files: nodeFiles,
  openApp: (root) => openApp(nodeFiles, root),
  findFunctions: (root) => Promise.resolve(functionsInCode(new NodeSourceFiles(), root)),
  readHistory: (wish, app) => readHistory(nodeFiles, wish, app),
};
