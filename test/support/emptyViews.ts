import type { Page } from "playwright-core";

/** The part of the page that is used here. */
interface PageElement {
  readonly textContent: string | null;
  checkVisibility(): boolean;
}
interface PageDocument {
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const document: PageDocument;
declare const MutationObserver: new (changed: () => void) => {
  observe(root: PageDocument, what: Readonly<Record<string, boolean>>): void;
};

/** From the next load of the page on, keeps all that views say while they are empty; gives what was said so far. */
export async function hearEmptyViews(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(keepWhatTheySay);
  return () => page.evaluate(() => [...((globalThis as { saidByEmptyViews?: Set<string> }).saidByEmptyViews ?? [])]);
}

/** Runs in the page, so it uses nothing from outside. */
function keepWhatTheySay(): void {
  const said = new Set<string>();
  (globalThis as { saidByEmptyViews?: Set<string> }).saidByEmptyViews = said;
  const listen = () => {
    for (const view of document.querySelectorAll(".welcome-view-content"))
      if (view.checkVisibility() && view.textContent) said.add(view.textContent);
  };
  new MutationObserver(listen).observe(document, { subtree: true, childList: true, attributes: true });
}
