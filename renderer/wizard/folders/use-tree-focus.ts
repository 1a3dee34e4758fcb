import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';

/** Which row the focus is on, or comes to with Tab. */
export interface TreeFocus {
  readonly position: number;
  /** Moves the focus to a row, which is drawn for that wherever it is. */
  focusRow(position: number): void;
  onFocus(event: React.FocusEvent): void;
}

/**
 * One stop for Tab in a list of which only a part is drawn.
 * @param keys of all rows, in order; the focus follows its row when others come and go
 */
export function useTreeFocus(keys: readonly string[]): TreeFocus {
  const [active, setActive] = useState<string | null>(null);
  const positions = useMemo(() => new Map(keys.map((key, position) => [key, position])), [keys]);
  const position = active === null ? 0 : (positions.get(active) ?? 0);
  const wanted = useRef<number | null>(null);

  const focusRow = useCallback(
    (next: number) => {
      wanted.current = next;
      setActive(keys[next] ?? null);
      focusDrawn(wanted);
    },
    [keys],
  );
  // The row may be drawn only now; the browser scrolls to what gets the focus.
  useLayoutEffect(() => focusDrawn(wanted));

  const onFocus = useCallback(
    ({ target }: React.FocusEvent) => {
      const row = target.closest<HTMLElement>('[data-position]');
      const next = row && keys[Number(row.dataset['position'])];
      if (next !== null && next !== undefined) setActive(next);
    },
    [keys],
  );
  return { position, focusRow, onFocus };
}

function focusDrawn(wanted: { current: number | null }): void {
  if (wanted.current === null) return;
  const row = document.querySelector<HTMLElement>(`[data-position="${String(wanted.current)}"]`);
  if (!row) return;
  row.focus();
  wanted.current = null;
}
