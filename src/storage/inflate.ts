import { gunzipSync, gzipSync } from "node:zlib";
import type { Inflate } from "../history/blobs";

/** Text of a large value: gzip, UTF-8 (durabletask MessageManager.cs:262-281). Throws when the bytes are damaged. */
export const inflateGzip: Inflate = (base64) => gunzipSync(Buffer.from(base64, "base64")).toString("utf8");

/** The reverse. */
export function deflateGzip(text: string): string {
  return gzipSync(text).toString("base64");
}
