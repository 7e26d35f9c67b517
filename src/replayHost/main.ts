/**
 * Entry of the child process that runs the user's code. The relay's thread starts first: it takes as long as reading the
 * program, which is a bundle of its own therefore.
 */
import type * as Program from "./program";
import { RelayThread } from "./relayThread";

const relay = process.env["DURABLE_TOOLKIT_CHANNEL"] === "inspector" ? new RelayThread(__dirname) : undefined;

// eslint-disable-next-line @typescript-eslint/no-require-imports -- An import would be hoisted above the start of the thread.
const program = require("./program") as typeof Program;
program.start(relay);
