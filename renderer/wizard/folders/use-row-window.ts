import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { rowAt, rowOffsets, rowsInView } from './row-window.ts';
import { useRowHeights } from './use-row-heights.ts';

/** Pixels drawn before and after what is seen. */
const margin = 400;

/** A long list. */
export interface RowList {
  /** Of all rows, in order. */
  readonly keys: readonly string[];
  /** The likely height of a row in pixels. */
  readonly guess: (row: number) => number;
  /** A row to draw wherever it is: the one with the focus. */
  readonly always: number | null;
}

/** Which rows of a long list are drawn, and where. */
export interface RowWindow {
  /** Pixels of all rows together. */
  readonly height: number;
  /** Rows to draw, in order. */
  readonly drawn: readonly number[];
  /** Rows that are seen at one time. */
  readonly page: number;
  offsetOf(row: number): number;
  /** Watches a drawn row's height. @returns what ends it */
  watch(key: string, element: Element): () => void;
}

/**
 * Draws only what is seen of a long list whose rows have different heights; heights are guessed until a row was drawn once.
 * @param box the element that scrolls
 */
export function useRowWindow(box: React.RefObject<HTMLDivElement | null>, { keys, guess, always }: RowList): RowWindow {
  const { heights, watch } = useRowHeights();
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const offsets = useMemo(
    () => rowOffsets(keys.map((key, row) => heights.get(key) ?? guess(row))),
    [keys, heights, guess],
  );
  useSeenPart(box, setSeen);
  useSteadyView(box, { keys, offsets, always });

  const { first, end } = rowsInView(offsets, seen, margin);
  const drawn = Array.from({ length: end - first }, (_, step) => first + step);
  if (always !== null && always >= end && always < keys.length) drawn.push(always);
  if (always !== null && always < first) drawn.unshift(always);

  const page = Math.max(1, rowAt(offsets, seen.top + seen.height) - rowAt(offsets, seen.top) - 1);
  return { height: offsets.at(-1) ?? 0, drawn, page, offsetOf: (row) => offsets[row] ?? 0, watch };
}

/** The part of the rows that is not scrolled away nor below the head, which stays. */
function seenOf(element: HTMLElement): { top: number; height: number } {
  const head = element.firstElementChild instanceof HTMLElement ? element.firstElementChild.offsetHeight : 0;
  return { top: element.scrollTop, height: Math.max(0, element.clientHeight - head) };
}

function useSeenPart(
  box: React.RefObject<HTMLDivElement | null>,
  setSeen: (seen: { top: number; height: number }) => void,
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = (): void => setSeen(seenOf(element));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, setSeen]);
}

/**
 * Rows that turn out higher than guessed must not push away what one looks at: the row with the focus if it is in view, else the first one
 * in view.
 */
function useSteadyView(
  box: React.RefObject<HTMLDivElement | null>,
  list: Pick<RowList, 'keys' | 'always'> & { readonly offsets: Float64Array },
): void {
  const before = useRef(list);
  useLayoutEffect(() => {
    const element = box.current;
    const last = before.current;
    before.current = list;
    if (!element || last.keys !== list.keys || last.offsets === list.offsets) return;
    const seen = seenOf(element);
    const active = list.always ?? 0;
    const isActiveSeen =
      list.always !== null &&
      (last.offsets[active + 1] ?? 0) > seen.top &&
      (last.offsets[active] ?? 0) < seen.top + seen.height;
    const row = isActiveSeen && element.contains(document.activeElement) ? active : rowAt(last.offsets, seen.top);
    const shift = (list.offsets[row] ?? 0) - (last.offsets[row] ?? 0);
    if (shift !== 0) element.scrollBy(0, shift);
  });
}
