import fs from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { openBrowser } from "../../scripts/browser.ts";
import { startWorkbenchServer } from "../../scripts/workbenchServer.ts";
import type { WorkbenchOptions } from "../../scripts/workbenchServer.ts";
import { DebugView } from "./debugView";
import { FunctionsPane } from "./functionsPane";
import { InstancesPane } from "./instancesPane";
import { onceMore } from "./onceMore";
import { isSaved } from "./savedState";

const ACTION_LIMIT_MS = 30_000;
const START_LIMIT_MS = 90_000;
const screenshots = path.resolve("test", "output", "screenshots");

export interface OpenOptions extends WorkbenchOptions {
  /** Absolute path of the folder to open; it is used as it is, so give a copy when the test writes. None: an empty window. */
  readonly folder?: string;
}

/** The real VS Code in a real browser, driven as a user would. Every verb waits for what it is to show. */
export class Workbench {
  readonly page: Page;
  /** Exceptions that nobody caught in the page; a test may assert that there are none. */
  readonly pageErrors: string[] = [];
  readonly debug: DebugView;
  readonly instances: InstancesPane;
  readonly functions: FunctionsPane;
  /** Holds the installed extensions. */
  readonly dataFolder: string;
  private readonly closeAll: () => Promise<void>;

  private constructor(page: Page, dataFolder: string, closeAll: () => Promise<void>) {
    this.page = page;
    this.dataFolder = dataFolder;
    this.closeAll = closeAll;
    this.debug = new DebugView(this);
    this.instances = new InstancesPane(this);
    this.functions = new FunctionsPane(this);
    page.setDefaultTimeout(ACTION_LIMIT_MS);
    page.on("pageerror", (error) => this.pageErrors.push(error.message));
  }

  /** Starts server and browser with data of their own, and opens the folder. */
  static async open({ folder, ...options }: OpenOptions): Promise<Workbench> {
    const server = await startWorkbenchServer({ extensions: [path.resolve("test/support/stopWitness")], ...options });
    const browser = await openBrowser(process.env["TEST_BROWSER"] ?? "").catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    const workbench = new Workbench(browser.page, server.folder, async () => {
      await browser.close();
      await server.stop();
    });
    try {
      await workbench.goto(server.port, folder);
    } catch (error) {
      await workbench.screenshot("did-not-open");
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  /** The window that something opens. It closes with this one. */
  async windowOpenedBy(action: () => Promise<void>): Promise<Workbench> {
    const opened = this.page.context().waitForEvent("page", { timeout: START_LIMIT_MS });
    await action();
    const window = new Workbench(await opened, this.dataFolder, () => Promise.resolve());
    await window.waitUntilStarted();
    return window;
  }

  close(): Promise<void> {
    return this.closeAll();
  }

  /** Opens a file by its path below the folder, as Ctrl+P does, at a 1-based line if given. */
  async openFile(file: string, line?: number): Promise<void> {
    const name = path.posix.basename(file);
    await onceMore(async (limit) => {
      await this.page.keyboard.press("Control+P");
      await this.question().fill(file, limit);
      await this.quickPickItem(name).waitFor(limit);
      await this.page.keyboard.press("Enter");
      await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor(limit);
    });
    if (line !== undefined) await this.goToLine(line);
  }

  async goToLine(line: number): Promise<void> {
    const active = this.page.locator(`.line-numbers.active-line-number`, { hasText: new RegExp(`^${String(line)}$`) });
    await onceMore(async (limit) => {
      await this.page.keyboard.press("Control+G");
      await this.question().fill(`:${String(line)}`, limit);
      await this.page.keyboard.press("Enter");
      await active.waitFor(limit);
    });
  }

  /** Runs a command by its title in the palette, e.g. `Durable Functions: Show Log`. */
  async runCommand(title: string): Promise<void> {
    await onceMore(async (limit) => {
      await this.openPalette(`>${title}`, limit);
      await this.quickPickItem(title).click(limit);
    });
  }

  /** Titles that the palette offers for a text. */
  async commandsFor(text: string): Promise<string[]> {
    await onceMore(async (limit) => {
      await this.openPalette(`>${text}`, limit);
      await this.quickPickRows().first().waitFor(limit);
    });
    const titles = await this.quickPickRows().locator(".monaco-highlighted-label").allInnerTexts();
    await this.page.keyboard.press("Escape");
    return titles;
  }

  /** Does what opens a quick pick, and chooses the item whose text holds this one. */
  async pickFrom(open: (limit: { timeout: number }) => Promise<void>, text: string): Promise<void> {
    await onceMore(async (limit) => {
      await open(limit);
      await this.quickPickItem(text).click(limit);
    });
  }

  /** Answers the dialog that asks where to save, once it has offered its own name, which ends so. */
  async saveAs(file: string, ending = ".json"): Promise<void> {
    const input: unknown = await this.question().elementHandle();
    const offered = (one: { readonly input: unknown; readonly ending: string }) =>
      (one.input as { value: string }).value.endsWith(one.ending);
    await this.page.waitForFunction(offered, { input, ending });
    await this.question().fill(file);
    // While the dialog looks at the folder that was typed, it hears nothing.
    await onceMore(async (limit) => {
      await this.page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).click(limit);
      await this.question().waitFor({ state: "hidden", ...limit });
    });
  }

  /** Chooses from the list that is open, or about to open. */
  async choose(text: string): Promise<void> {
    await this.quickPickItem(text).click();
  }

  /** Fills in the question that is open, without answering it. */
  async fillIn(text: string): Promise<void> {
    await this.question().fill(text);
  }

  /** An entry of the lamp at the cursor's line. */
  async lamp(text: string): Promise<Locator> {
    // The panel beside it, of the chosen entry, is one as well.
    const widget = this.page.locator(".action-widget").first();
    const item = widget.locator(".monaco-list-row", { hasText: text }).first();
    await onceMore(async (limit) => {
      // The same key accepts an entry of a lamp that is open.
      if (await widget.isVisible()) await this.page.keyboard.press("Escape");
      await widget.waitFor({ state: "hidden", ...limit });
      await this.page.keyboard.press("Control+.");
      await item.waitFor(limit);
    });
    return item;
  }

  /** Answers the question that is open with a text. */
  async answer(text: string): Promise<void> {
    await this.question().fill(text);
    await this.page.keyboard.press("Enter");
  }

  quickPickRows() {
    return this.page.locator(".quick-input-list .monaco-list-row");
  }

  /** Waits for a CodeLens of the editor by its text. */
  async codeLens(text: string): Promise<Locator> {
    const lens = this.page.locator(".monaco-editor .codelens-decoration a", { hasText: text }).first();
    await lens.waitFor();
    return lens;
  }

  /** Clicks a CodeLens that offers a list, and chooses from it. */
  async pickByCodeLens(lens: string, item: string): Promise<void> {
    await this.pickFrom(async (limit) => {
      await (await this.codeLens(lens)).click(limit);
    }, item);
  }

  /** Clicks a button of a notification; without one, waits for the notification. */
  async notification(text: string, button?: string): Promise<void> {
    const toast = this.page.locator(".notification-toast, .notifications-list-container .monaco-list-row", {
      hasText: text,
    });
    await toast.first().waitFor();
    if (button !== undefined) await toast.first().locator(".monaco-button", { hasText: button }).click();
  }

  /** Trusts the folder, in the open editor of workspace trust. */
  async trust(): Promise<void> {
    await this.page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
  }

  /** Loads the window anew, once what it kept of itself matches: VS Code saves that every few seconds, and not on leaving. */
  async reloadWhenSaved(pattern: RegExp): Promise<void> {
    await this.page.waitForFunction(isSaved, pattern.source, { polling: 250 });
    await this.page.reload();
  }

  /** Closes an editor that lies over the others. */
  async closeModalEditor(): Promise<void> {
    const editor = this.page.locator(".monaco-modal-editor-block");
    await editor.locator(".codicon-close").first().click();
    await editor.waitFor({ state: "detached" });
  }

  /** Uninstalls an extension as a user does, from its page. */
  async uninstall(extension: string): Promise<void> {
    await this.runCommand("Extensions: Show Installed Extensions");
    await this.page.locator(".extensions-list .extension-list-item", { hasText: extension }).first().click();
    await this.page.locator(".extension-editor .action-label.uninstall").first().click();
    await this.page
      .locator(".extension-editor .action-label.reload, .extension-editor .action-label.install")
      .first()
      .waitFor();
  }

  /** Chooses a colour theme by its name. */
  async theme(name: string): Promise<void> {
    await this.pickFrom(async (limit) => {
      await this.runCommand("Preferences: Color Theme");
      await this.question().fill(name, limit);
    }, name);
    await this.page.locator(`.monaco-workbench.${themeClass(name)}`).waitFor();
  }

  /** What the active editor shows, line by line, as far as it is in view. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator(".editor-instance .view-line").allInnerTexts();
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  /** Kept in test/output/screenshots, as output of the run. */
  async screenshot(name: string): Promise<void> {
    fs.mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  }

  private async openPalette(text: string, limit: { timeout: number }): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.question().fill(text, limit);
  }

  private question(): Locator {
    return this.page.locator(".quick-input-widget .quick-input-box input");
  }

  private quickPickItem(text: string) {
    return this.quickPickRows().filter({ hasText: text }).first();
  }

  private async goto(port: number, folder: string | undefined): Promise<void> {
    const query = new URLSearchParams(folder === undefined ? { ew: "true" } : { folder });
    await this.page.goto(`http://127.0.0.1:${String(port)}/?${query.toString()}`);
    await this.waitUntilStarted();
  }

  private async waitUntilStarted(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor({ timeout: START_LIMIT_MS });
    // The stop witness starts when everything else has: from then on all contributions are known.
    await this.page.locator(".statusbar-item", { hasText: "stop 0:" }).waitFor({ timeout: START_LIMIT_MS });
  }
}

/** As the workbench's element carries it. */
function themeClass(name: string): string {
  const base = name.startsWith("Light") ? "light" : "dark";
  if (name.endsWith("High Contrast")) return base === "light" ? "hc-light" : "hc-black";
  return base === "light" ? "vs" : "vs-dark";
}

/** Opens a workbench for the tests of the `describe` this is called in; a failed test leaves a screenshot. */
export function withWorkbench(options: () => OpenOptions): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await Workbench.open(options());
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === "failed") await workbench?.screenshot(`failed-${test.title.replaceAll(/[^\w-]+/g, "-")}`);
  });
  after(() => workbench?.close());
  return () => {
    if (!workbench) throw new Error("The workbench is open only while tests run.");
    return workbench;
  };
}
