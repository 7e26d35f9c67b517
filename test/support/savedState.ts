/** The part of the page's IndexedDB that is used here. */
interface PageRequest {
  readonly result: unknown;
  onsuccess: () => void;
  onerror: () => void;
}
interface PageDatabase {
  transaction(store: string): { objectStore(name: string): { getAll(): PageRequest } };
  close(): void;
}
declare const indexedDB: {
  databases(): Promise<readonly { readonly name?: string }[]>;
  open(name: string): PageRequest;
};

/** Whether what VS Code has saved of its windows matches. Runs in the page, so it uses nothing from outside. */
export async function isSaved(pattern: string): Promise<boolean> {
  const resultOf = (request: PageRequest) =>
    new Promise<unknown>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("What VS Code saved cannot be read."));
    });
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith("vscode-web-state-db-")) continue;
    const database = (await resultOf(indexedDB.open(name))) as PageDatabase;
    const values = await resultOf(database.transaction("ItemTable").objectStore("ItemTable").getAll());
    database.close();
    if ((values as readonly unknown[]).some((value) => new RegExp(pattern).test(String(value)))) return true;
  }
  return false;
}
