import type * as vscode from "vscode";

const sampleKey = "instances.showsSample";
const filesKey = "instances.historyFiles";

/** What the view shows beside what it finds by itself; kept with the window's workspace. */
export class ViewMemory {
  private readonly memento: Pick<vscode.Memento, "get" | "update">;

  constructor(memento: Pick<vscode.Memento, "get" | "update">) {
    this.memento = memento;
  }

  /** The sample was replayed here. */
  get showsSample(): boolean {
    return this.memento.get(sampleKey, false);
  }

  async showSample(shown: boolean): Promise<void> {
    await this.memento.update(sampleKey, shown);
  }

  /** Absolute paths. */
  get historyFiles(): readonly string[] {
    return this.memento.get<readonly string[]>(filesKey, []);
  }

  async addHistoryFiles(files: readonly string[]): Promise<void> {
    await this.memento.update(filesKey, [...new Set([...this.historyFiles, ...files])]);
  }

  async forgetHistoryFiles(): Promise<void> {
    await this.memento.update(filesKey, []);
  }
}
