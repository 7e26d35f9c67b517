/** Before `npm pack`: builds what is in the package for npm, the command line and the ESLint plugin. */
import { ensureBuilt } from "./build.ts";
import { writeNotices } from "./thirdPartyNotices.ts";

await ensureBuilt(["cli", "eslint", "replayHost"]);
writeNotices();
