/** Path arithmetic on absolute paths of either platform; pure layers may not use node:path. */

function separatorOf(path: string): string {
  return /^[A-Za-z]:\\|^\\\\/.test(path) ? "\\" : "/";
}

/** `joinPath("/app", "../x/y.js")` → `/x/y.js`; segments may use either slash, as files of settings do. */
export function joinPath(folder: string, ...segments: readonly string[]): string {
  const separator = separatorOf(folder);
  const parts = splitPath(folder);
  for (const segment of segments.flatMap((text) => text.split(separator === "\\" ? /[\\/]/ : "/"))) {
    if (segment === "..") {
      if (parts.length > 1) parts.pop();
    } else if (segment !== "" && segment !== ".") parts.push(segment);
  }
  return parts.length === 1 ? `${parts[0] ?? ""}${separator}` : parts.join(separator);
}

/** The folder that holds `path`; of a root, the root itself. */
export function parentOf(path: string): string {
  const end = path.lastIndexOf("/");
  const isPlain = end > 0 && end < path.length - 1 && separatorOf(path) === "/";
  return isPlain ? path.slice(0, end) : joinPath(path, "..");
}

export function baseName(path: string): string {
  return splitPath(path).at(-1) ?? "";
}

export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder) && (/[\\/]$/.test(folder) || /^[\\/]/.test(path.slice(folder.length)));
}

/** `path` as seen from `folder`, with forward slashes; undefined when it lies outside. */
export function relativeTo(folder: string, path: string): string | undefined {
  const own = splitPath(folder);
  const other = splitPath(path);
  return own.every((part, index) => part === other[index]) ? other.slice(own.length).join("/") : undefined;
}

/** The way from a folder to a path, with forward slashes: `../dist/pay`; of another drive, the path itself. */
export function relativePath(folder: string, path: string): string {
  const own = splitPath(folder);
  const other = splitPath(path);
  const differs = own.findIndex((part, index) => part !== other[index]);
  const shared = differs < 0 ? own.length : differs;
  return shared === 0 ? path : [...own.slice(shared).map(() => ".."), ...other.slice(shared)].join("/");
}

function splitPath(path: string): string[] {
  const parts = path.split(separatorOf(path) === "\\" ? /[\\/]/ : "/");
  while (parts.length > 1 && parts.at(-1) === "") parts.pop();
  return parts;
}
