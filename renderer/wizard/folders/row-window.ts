/** Where rows of different heights begin, in pixels; one more than there are rows, the last one being the whole height. */
export function rowOffsets(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1);
  for (const [index, height] of heights.entries()) offsets[index + 1] = (offsets[index] ?? 0) + height;
  return offsets;
}

/** What is drawn: rows from `first` up to but without `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/**
 * The rows to draw for a part of the list.
 * @param margin pixels to draw before and after what is seen, so that scrolling finds rows that are there already
 */
export function rowsInView(offsets: Float64Array, seen: { top: number; height: number }, margin: number): RowRange {
  const count = offsets.length - 1;
  if (count <= 0) return { first: 0, end: 0 };
  const first = rowAt(offsets, seen.top - margin);
  return { first, end: Math.min(count, rowAt(offsets, seen.top + seen.height + margin) + 1) };
}

/** The row at a height, by halving: there may be a hundred thousand. */
export function rowAt(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
