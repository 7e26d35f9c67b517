/** A file of tests by its own name; where it lies under one, it may be code of an app all the same. */
const testName = /(?:^|\/)(?:__tests__|__mocks__)\/|\.(?:test|spec)\.[cm]?[jt]sx?$/i;
const testFolder = /(?:^|\/)(?:tests?|spec|e2e)\/|-(?:test|spec)\.[cm]?[jt]sx?$/i;

/** @param path relative to the app's folder, with forward slashes */
export function isTestFile(path: string): boolean {
  return testName.test(path);
}

/** Also where only the folder, or a habit, says so. */
export function mayBeTestFile(path: string): boolean {
  return isTestFile(path) || testFolder.test(path);
}
