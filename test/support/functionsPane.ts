import type { FrameLocator, Locator } from "playwright-core";
import type { Workbench } from "./workbench";

/** The Functions view of a workbench, and the picture of an app's functions. */
export class FunctionsPane {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Waits for the first row whose text holds this. */
  async row(text: string | RegExp): Promise<Locator> {
    const row = this.pane().locator(".monaco-list-row").filter({ hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** The texts of all rows in view. */
  async texts(): Promise<string[]> {
    const texts = await this.pane().locator(".monaco-list-row .monaco-icon-label").allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
  }

  /** Clicks the button in the view's title that draws the picture, and waits for it. */
  async showGraph(): Promise<void> {
    const pane = this.pane();
    await pane.locator(".pane-header").hover();
    await pane.locator('.pane-header .action-label[aria-label^="Show Function Graph"]').click();
    await this.node("orderOrchestrator").waitFor();
  }

  /** A function in the picture, by what screen readers hear of it. */
  node(name: string): Locator {
    return this.graph().locator(`.node[aria-label^="${name},"]`);
  }

  /** The page of the picture. */
  graph(): FrameLocator {
    return this.workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  private pane(): Locator {
    const header = this.workbench.page.locator(".pane-header", { hasText: "Functions" });
    return this.workbench.page.locator('[id="workbench.view.extension.durableToolkit"] .pane', { has: header });
  }
}
