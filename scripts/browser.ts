import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import type { Page } from "playwright-core";
import { run } from "./process.ts";

const places = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export interface Browser {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * The browser for the tests. On Debian and Ubuntu, as root, it is installed when there is none.
 * @returns its program, or undefined when there is none (`whyNoBrowser` says what to do)
 */
export async function findBrowser(): Promise<string | undefined> {
  const found = installedBrowser();
  if (found !== undefined || !canUseApt()) return found;
  console.error("Installing Chromium with apt …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const values of [["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]]) {
    const { ok, output } = await run("apt-get", values, { env });
    if (!ok) console.error(`apt-get ${values.join(" ")} failed:\n${output}`);
  }
  return installedBrowser();
}

export const whyNoBrowser = "no Chromium or Chrome was found; install one, or name its program in CHROMIUM";

function installedBrowser(): string | undefined {
  return places.find((place) => place !== undefined && fs.existsSync(place));
}

function canUseApt(): boolean {
  return process.getuid?.() === 0 && fs.existsSync("/usr/bin/apt-get");
}

/** Opens a headless browser with an empty profile. */
export async function openBrowser(program: string): Promise<Browser> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "durable-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless: true,
    chromiumSandbox: false,
    viewport: { width: 1400, height: 900 },
    args: [
      ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
      ...["--disable-background-networking", "--disable-component-update"],
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    close: async () => {
      await context.close();
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
