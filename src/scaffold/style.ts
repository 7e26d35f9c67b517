/** How code is written in the app. */
export interface CodeStyle {
  /** One level: `"  "`, `"    "` or a tab. */
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
  readonly lineEnd: "\n" | "\r\n";
}
