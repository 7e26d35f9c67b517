/** In pixels, as are all lengths of the picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Given by its middle. */
export interface Box extends Point, Size {}
