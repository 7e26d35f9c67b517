import type { Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import type { Ran } from "./process.ts";
import { inRoot } from "./root.ts";
import { startWorkbenchServer } from "./workbenchServer.ts";

export interface HostRun {
  readonly env: Readonly<Record<string, string>>;
  readonly browser: string;
  /** Milliseconds. */
  readonly limit: number;
}

/**
 * Runs `dist/test/run.js` inside the extension host of a workbench in the browser. Even exit code 0 is no proof: it is
 * also what a dying extension host can leave, so the caller judges by the results file.
 */
export async function runInExtensionHost({ env, browser, limit }: HostRun): Promise<Ran> {
  const server = await startWorkbenchServer({ env, testDriver: true });
  const opened = await openBrowser(browser);
  const lines: string[] = [];
  try {
    const code = await testExitCode(opened.page, server.port, limit, (line) => lines.push(line));
    if (code !== 0) lines.push(`The extension host ended the tests with ${String(code)}.`);
    return { ok: code === 0, output: lines.join("\n") };
  } finally {
    await opened.close();
    await server.stop();
  }
}

async function testExitCode(page: Page, port: number, limit: number, log: (line: string) => void) {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${String(limit / 1000)} s`), limit);
  });
  const exit = new Promise<number>((resolve) => {
    // The workbench calls these two when it runs extension tests.
    void page.exposeFunction("codeAutomationExit", (code: number) => resolve(code));
    void page.exposeFunction("codeAutomationLog", (_type: string, values: unknown[]) =>
      log(values.map(String).join(" ")),
    );
  });
  page.on("pageerror", (error) => log(`error in the page: ${error.message}`));
  await page.goto(testAddress(port));
  const code = await Promise.race([exit, timeout]);
  clearTimeout(timer);
  return code;
}

/** The paths' authority has to equal the page's host and port. */
function testAddress(port: number): string {
  const host = `127.0.0.1:${String(port)}`;
  const uri = (...parts: readonly string[]) => `vscode-remote://${host}${inRoot(...parts)}`;
  const payload = [
    ["extensionDevelopmentPath", uri()],
    ["extensionTestsPath", uri("dist", "test", "run")],
    ["enableProposedApi", ""],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  const query = new URLSearchParams({
    folder: uri("test", "fixtures", "apps", "v4-js"),
    payload: JSON.stringify(payload),
  });
  return `http://${host}/?${query.toString()}`;
}
