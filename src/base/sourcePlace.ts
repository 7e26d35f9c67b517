/** A stretch of a file's text: offsets in UTF-16 units from 0, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Line and column as people count them: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a file; `file` is an absolute path. */
export interface SourcePlace {
  readonly file: string;
  readonly range: TextRange;
  readonly start: Position;
  readonly end: Position;
}
