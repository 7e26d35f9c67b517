import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench";

const frames = ".debug-call-stack .monaco-list-row .stack-frame";
const variableRows = ".debug-variables .monaco-list-row";

/** One stop of a session. */
export interface Stop {
  /** Counts the stops of the workbench, from 1. */
  readonly number: number;
  /** As the debug adapter gave it: `entry`, `step`, `breakpoint`, `end`, …; `ended` when the session is over. */
  readonly reason: string;
  /** 1-based; 0 when the session is over. */
  readonly line: number;
}

type ToolbarAction = "step-over" | "step-into" | "step-out" | "step-back" | "reverse-continue" | "continue" | "restart";

/** The debugger's side of a workbench: start, step, look. */
export class DebugView {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Starts a configuration of launch.json by its name, and waits for the first stop. */
  start(configuration: string): Promise<Stop> {
    return this.firstStopOf(() => this.choose(configuration));
  }

  /** Starts a configuration of launch.json by its name. */
  choose(configuration: string): Promise<void> {
    const list = () => this.workbench.runCommand("Debug: Select and Start Debugging");
    return this.workbench.pickFrom(list, configuration);
  }

  /** Does something that starts a session, and waits for its first stop, with the Run and Debug view in front. */
  async firstStopOf(begin: () => Promise<void>): Promise<Stop> {
    const before = await this.lastStop();
    await begin();
    await this.locator(".debug-toolbar").waitFor();
    await this.viewOpens();
    return this.stopAfter(before.number);
  }

  stepOver(): Promise<Stop> {
    return this.act("step-over");
  }

  stepInto(): Promise<Stop> {
    return this.act("step-into");
  }

  stepOut(): Promise<Stop> {
    return this.act("step-out");
  }

  stepBack(): Promise<Stop> {
    return this.act("step-back");
  }

  reverseContinue(): Promise<Stop> {
    return this.act("reverse-continue");
  }

  continue(): Promise<Stop> {
    return this.act("continue");
  }

  restart(): Promise<Stop> {
    return this.act("restart");
  }

  /** Waits until the top frame stands on this 1-based line; its label names it even where the row is too narrow. */
  async waitForLine(line: number): Promise<void> {
    await this.locator(`.debug-call-stack .monaco-list-row[aria-label*="line ${String(line)},"]`)
      .first()
      .waitFor();
  }

  /** All frames, top first. */
  async callStack(): Promise<string[]> {
    return (await this.locator(frames).allInnerTexts()).map(flat);
  }

  /** `name = value` of every row in view, the first scope expanded. */
  async variables(scope = 0): Promise<string[]> {
    await this.expandScope(scope);
    return (await this.locator(variableRows).allTextContents()).map(withSpaces);
  }

  /** Waits for a variable to show a value; rows refresh after the call stack, so this is how to assert one. */
  async waitForVariable(name: string, value: string | RegExp): Promise<void> {
    await this.expandScope(0);
    const wanted = typeof value === "string" ? escape(value) : value.source;
    await this.locator(variableRows)
      .filter({ hasText: new RegExp(`^\\s*${escape(name)}\\s*=\\s*${wanted}`) })
      .first()
      .waitFor();
  }

  /** Types an expression into the debug console and waits for a line of output that matches. */
  async evaluate(expression: string, result: RegExp): Promise<void> {
    await this.workbench.runCommand("Debug Console: Focus on Debug Console View");
    await this.workbench.page.keyboard.insertText(expression);
    await this.workbench.page.keyboard.press("Enter");
    await this.output(result);
  }

  /** Waits for a line in the debug console. */
  async output(text: RegExp): Promise<void> {
    await this.locator(".repl .monaco-list-row").filter({ hasText: text }).first().waitFor();
  }

  /** Sets or clears a breakpoint in the active editor. */
  async toggleBreakpoint(line: number): Promise<void> {
    await this.workbench.goToLine(line);
    await this.workbench.runCommand("Debug: Toggle Breakpoint");
  }

  /** A session in the call stack, where there is more than one. */
  session(name: RegExp): Locator {
    return this.locator(".debug-call-stack .monaco-list-row .session", { hasText: name }).first();
  }

  /** Stops the session that is in front while others go on. */
  async stopOne(name: RegExp): Promise<void> {
    await this.button("stop").click();
    await this.session(name).waitFor({ state: "detached" });
  }

  async stop(): Promise<void> {
    await this.button("stop").click();
    await this.locator(".debug-toolbar").waitFor({ state: "hidden" });
  }

  /** Presses a button of the toolbar, and waits for the next stop (which may be on the same line). */
  private async act(action: ToolbarAction): Promise<Stop> {
    const before = await this.lastStop();
    await this.button(action).click();
    return this.stopAfter(before.number);
  }

  /** The last stop, as the stop witness saw it in the debug protocol. */
  private async lastStop(): Promise<Stop> {
    const text = (await this.witness().textContent()) ?? "";
    const [, number, reason = "", line] = /stop (\d+): (.*?)(?: at (\d+))?$/.exec(text) ?? [];
    return { number: Number(number), reason, line: Number(line ?? 0) };
  }

  /** Waits for a later stop than this one, and for the call stack to show it. */
  private async stopAfter(number: number): Promise<Stop> {
    const later = new RegExp(`stop (?!${String(number)}:)\\d+: `);
    await this.witness().filter({ hasText: later }).waitFor();
    const stop = await this.lastStop();
    if (stop.line > 0) await this.waitForLine(stop.line);
    return stop;
  }

  private witness(): Locator {
    return this.locator(".statusbar-item", { hasText: /^stop \d+: / });
  }

  private button(action: string): Locator {
    return this.locator(`.debug-toolbar .action-label.codicon-debug-${action}`);
  }

  /** Run and Debug opens by itself at the first stop. */
  private async viewOpens(): Promise<void> {
    await this.locator(".debug-call-stack").waitFor();
  }

  private async expandScope(index: number): Promise<void> {
    const scope = this.locator(`${variableRows}[aria-level="1"]`).nth(index);
    await scope.waitFor();
    if ((await scope.getAttribute("aria-expanded")) === "false") await scope.locator(".monaco-tl-twistie").click();
    await this.locator(`${variableRows}[aria-level="2"]`).first().waitFor();
  }

  private locator(selector: string, options?: { hasText: RegExp }): Locator {
    return this.workbench.page.locator(selector, options);
  }
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** A row's text has no space after its `=`. */
function withSpaces(text: string): string {
  return flat(text.replace(/\s*=\s*/, " = "));
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
