import crypto from "node:crypto";
import fs from "node:fs";
import { builtinModules } from "node:module";
import os from "node:os";
import zlib from "node:zlib";
import { wrapFunction } from "./guard";

/**
 * What `process.binding` answers although it is refused: facts about Node that open no way out, and that libraries read
 * while they load. diagnostic-channel, which comes with applicationinsights 1 and 2, takes the names of Node's modules
 * from `natives` (src/patchRequire.ts).
 */
const harmless: Readonly<Record<string, () => object>> = {
  natives: () => Object.fromEntries(builtinModules.map((name) => [name, ""])),
  constants: () => ({
    os: { ...os.constants },
    fs: { ...fs.constants },
    crypto: { ...crypto.constants },
    zlib: { ...zlib.constants },
  }),
};

/** To be called when the guard refuses `process.binding` already. */
export function answerHarmlessBindings(): void {
  wrapFunction(process as unknown as Record<string, unknown>, "binding", (refuse) => (name: string): unknown => {
    const answer = Object.hasOwn(harmless, name) ? harmless[name] : undefined;
    return answer ? answer() : refuse(name);
  });
}
