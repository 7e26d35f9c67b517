import { messageOf } from "../base/errors";
import type { StoredHistory } from "./rows";

/** Bytes of a blob as stored (gzip), in base64, to its text. Node's `zlib` lives in an outer layer. Throws on bad bytes. */
export type Inflate = (base64: string) => string;

export type BlobText =
  | { readonly found: true; readonly text: string }
  | { readonly found: false; readonly reason: "missing" | "unreadable"; readonly detail: string };

/** Finds and inflates the large values that rows only name. */
export class BlobReader {
  private readonly container: string;
  private readonly blobs: Readonly<Record<string, string>>;
  private readonly inflate: Inflate;

  constructor(stored: Pick<StoredHistory, "hub" | "blobs">, inflate: Inflate) {
    this.container = `${stored.hub.toLowerCase()}-largemessages`;
    this.blobs = stored.blobs;
    this.inflate = inflate;
  }

  /** The value behind a `<Column>BlobName`. */
  byName(name: string): BlobText {
    return this.read(this.keyOf(name) ?? `${this.container}/${name}`);
  }

  /**
   * The value behind a blob URL, as `Input` and `Output` of the Instances table hold it (MessageManager.cs:144-153);
   * undefined when the text is no URL. Ids such as `a|b` may be percent-encoded in it.
   */
  byUrl(text: string): BlobText | undefined {
    const path = /^https?:\/\/[^/]+\/(.+)$/.exec(text)?.[1]?.replace(/\?.*$/, "");
    if (path === undefined) return undefined;
    const key = [path, decodePercent(path)]
      .map((candidate) => this.keyOf(candidate))
      .find((found) => found !== undefined);
    return this.read(key ?? decodePercent(path));
  }

  /** Blob keys are `<container>/<name>`; a name lacks the container, an Azurite path has the account in front. */
  private keyOf(path: string): string | undefined {
    const candidates = [path, path.slice(path.indexOf("/") + 1), `${this.container}/${path}`];
    return candidates.find((key) => Object.hasOwn(this.blobs, key)) ?? this.keyEndingWith(path);
  }

  private keyEndingWith(name: string): string | undefined {
    return Object.keys(this.blobs).find((key) => key.endsWith(`/${name}`));
  }

  private read(key: string): BlobText {
    const bytes = this.blobs[key];
    if (bytes === undefined) return { found: false, reason: "missing", detail: key };
    try {
      return { found: true, text: this.inflate(bytes) };
    } catch (error) {
      return { found: false, reason: "unreadable", detail: `${key}: ${messageOf(error)}` };
    }
  }
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
