import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench";

/** The Instances view of a workbench, in the activity bar. */
export class InstancesPane {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Clicks the icon in the activity bar. */
  async open(): Promise<void> {
    await this.workbench.page.locator('.activitybar .action-label[aria-label^="Durable Toolkit"]').click();
    await this.pane().waitFor();
  }

  /** Waits for what the empty view says. */
  async welcome(text: string | RegExp): Promise<Locator> {
    const welcome = this.pane().locator(".welcome-view-content", { hasText: text });
    await welcome.waitFor();
    return welcome;
  }

  /** A button or link of the empty view. */
  welcomeButton(title: string): Locator {
    return this.pane().locator(".welcome-view-content a", { hasText: title });
  }

  /** Waits for the first row whose text holds this. */
  async row(text: string | RegExp): Promise<Locator> {
    const row = this.rows().filter({ hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** Waits until no row's text holds this. */
  async gone(text: string | RegExp): Promise<void> {
    await this.rows().filter({ hasText: text }).first().waitFor({ state: "detached" });
  }

  /** The texts of all rows in view, without what is only on hover. */
  async texts(): Promise<string[]> {
    const texts = await this.rows().locator(".monaco-icon-label").allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
  }

  /** Clicks an action that a row shows when the pointer is over it. */
  async act(row: string | RegExp, action: string): Promise<void> {
    const found = await this.row(row);
    await found.hover();
    await found.locator(`.actions .action-label[aria-label^="${action}"]`).click();
  }

  /** Chooses an entry of a row's context menu, opened with the keyboard. */
  async chooseInMenu(row: string | RegExp, entry: string): Promise<void> {
    const { page } = this.workbench;
    await (await this.row(row)).click();
    await page.keyboard.press("Shift+F10");
    const item = page.locator(".context-view .action-item", { hasText: entry });
    // A menu ignores clicks just after it opened (VS Code waits 100 ms), keys never.
    await item.hover();
    await page.locator(".context-view .action-item.focused", { hasText: entry }).waitFor();
    await page.keyboard.press("Enter");
    await item.waitFor({ state: "detached" });
  }

  private pane(): Locator {
    return this.workbench.page.locator('[id="workbench.view.extension.durableToolkit"]');
  }

  private rows(): Locator {
    return this.pane().locator(".monaco-list-row");
  }
}
