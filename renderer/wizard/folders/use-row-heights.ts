import { useCallback, useEffect, useRef, useState } from 'react';

/** Heights of rows that were drawn, in pixels, by key. */
export interface RowHeights {
  readonly heights: ReadonlyMap<string, number>;
  /** @returns what ends the watching */
  watch(key: string, element: Element): () => void;
}

/** Measures rows, and again whenever their height changes: by zoom, by a narrower window, by a note that appears. */
export function useRowHeights(): RowHeights {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const keys = useRef(new WeakMap<Element, string>());
  const observer = useRef<ResizeObserver | null>(null);

  const watch = useCallback((key: string, element: Element) => {
    observer.current ??= new ResizeObserver((entries) => {
      const measured = entries.flatMap(({ target, borderBoxSize: [size] }): [string, number][] => {
        const name = keys.current.get(target);
        return name === undefined || !size ? [] : [[name, size.blockSize]];
      });
      setHeights((before) => {
        const changed = measured.filter(([name, height]) => before.get(name) !== height);
        return changed.length === 0 ? before : new Map([...before, ...changed]);
      });
    });
    const current = observer.current;
    keys.current.set(element, key);
    current.observe(element);
    return () => current.unobserve(element);
  }, []);

  useEffect(
    () => () => {
      observer.current?.disconnect();
      observer.current = null;
    },
    [],
  );
  return { heights, watch };
}
