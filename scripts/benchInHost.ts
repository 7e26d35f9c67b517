import fs from "node:fs";
import type { Measured } from "../test/support/benchmark.ts";
import { findBrowser, whyNoBrowser } from "./browser.ts";
import { ensureBuilt, productBundles } from "./build.ts";
import { runInExtensionHost } from "./hostSuite.ts";
import { inRoot, root } from "./root.ts";

const limitMs = 10 * 60_000;

/** The benchmark `launch`: measured inside an extension host, beside the editor's own debugger. */
export async function measureLaunch(): Promise<readonly Measured[]> {
  const browser = await findBrowser();
  if (browser === undefined) throw new Error(whyNoBrowser);
  await ensureBuilt([...productBundles, "test-run", "test-benchHost"]);
  const measured = inRoot("test", "output", "results", "launch.json");
  fs.rmSync(measured, { force: true });
  const env = {
    TEST_SUITE: "benchHost",
    TEST_ROOT: root,
    TEST_RESULTS: inRoot("test", "output", "results", "benchHost.json"),
    TEST_TIMEOUT: String(limitMs),
    TEST_MEASURED: measured,
  };
  const { ok, output } = await runInExtensionHost({ env, browser, limit: limitMs });
  if (!ok || !fs.existsSync(measured)) throw new Error(`Nothing was measured:\n${output}`);
  return JSON.parse(fs.readFileSync(measured, "utf8")) as readonly Measured[];
}
