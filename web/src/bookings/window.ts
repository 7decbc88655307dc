/** Rows kept in the document above and below what one sees, so that scrolling shows no gaps. */
const OVERSCAN = 6;

export interface VisibleRows {
  /** First row to render, counted from 0. */
  first: number;
  /** One past the last row to render. */
  end: number;
}

/**
 * Which rows of equal height a scrolled box shows, all lengths in pixels. However long the list, the number of
 * rendered rows is bounded by the height of the box.
 */
export function visibleRows(
  scrollTop: number,
  boxHeight: number,
  rowHeight: number,
  count: number,
): VisibleRows {
  const top = Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN);
  const bottom = Math.ceil((scrollTop + boxHeight) / rowHeight) + OVERSCAN;
  const end = Math.max(0, Math.min(count, bottom));
  return { first: Math.min(top, Math.max(0, end - 1)), end };
}
