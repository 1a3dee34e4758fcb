import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { rowWindow, type RowWindow } from './row-window.ts';

/** A long table's part that is drawn, with what its elements need. */
export interface DrawnRows extends RowWindow {
  /** For the element that scrolls. */
  readonly frame: React.RefObject<HTMLDivElement | null>;
  /** For one row, of the height that all of them have. */
  readonly sample: React.RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** In pixels. */
  readonly rowHeight: number;
}

/** In pixels; `top` in whole rows, so that small scrolls change nothing. */
interface Seen {
  readonly rowHeight: number;
  readonly height: number;
  readonly top: number;
}

const guess: Seen = { rowHeight: 44, height: 480, top: 0 };

/** Follows scrolling and sizes, so that only the rows in sight (and some around them) are drawn. */
export function useRowWindow(count: number): DrawnRows {
  const frame = useRef<HTMLDivElement>(null);
  const sample = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(guess);
  const look = useCallback(() => {
    const next = measure(frame.current, sample.current);
    setSeen((last) => (isSame(last, next) ? last : next));
  }, []);
  const isEmpty = count === 0;
  useLayoutEffect(() => {
    if (isEmpty) return;
    // What scrolls must be reachable by keyboard, though there is nothing to press in it (WCAG 2.1.1).
    if (frame.current) frame.current.tabIndex = 0;
    const observer = new ResizeObserver(look);
    for (const element of [frame.current, sample.current]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [isEmpty, look]);
  return { ...rowWindow(count, seen.rowHeight, seen), frame, sample, onScroll: look, rowHeight: seen.rowHeight };
}

function measure(frame: HTMLDivElement | null, sample: HTMLDivElement | null): Seen {
  const measured = sample?.getBoundingClientRect().height ?? 0;
  const rowHeight = measured > 0 ? measured : guess.rowHeight;
  const top = Math.floor((frame?.scrollTop ?? 0) / rowHeight) * rowHeight;
  return { rowHeight, height: frame?.clientHeight ?? guess.height, top };
}

function isSame(last: Seen, next: Seen): boolean {
  return last.rowHeight === next.rowHeight && last.height === next.height && last.top === next.top;
}
