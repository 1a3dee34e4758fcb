/** Which rows of a long table are drawn. `end` is the first that is not. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/** Rows drawn beyond each edge, so that a quick turn of the wheel shows no gap. */
const spare = 8;

/**
 * Finds the rows to be drawn.
 * @param view what is seen: how far it is scrolled and how high it is, in pixels
 * @param rowHeight in pixels
 */
export function rowWindow(
  count: number,
  rowHeight: number,
  view: { readonly top: number; readonly height: number },
): RowWindow {
  const first = Math.min(Math.floor(Math.max(0, view.top) / rowHeight), Math.max(0, count - 1));
  const seen = Math.ceil(view.height / rowHeight) + 1;
  return { start: Math.max(0, first - spare), end: Math.min(count, first + seen + spare) };
}
