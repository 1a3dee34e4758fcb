import { useMemo, useRef } from 'react';
import { useIntl } from 'react-intl';
import { findByTyping } from './find-by-typing.ts';
import type { FolderTreeProps } from './folder-tree.tsx';
import { rowLabel } from './row-label.ts';
import { treeAction, type TreeAction } from './tree-action.ts';
import { hasChildren } from './tree-places.ts';
import type { FolderActions } from './use-folder-actions.ts';
import type { TreeFocus } from './use-tree-focus.ts';

/** Milliseconds after which typing begins anew. */
const typingPause = 800;

/** What keys work on besides the table itself. */
type Surroundings = TreeFocus & { readonly page: number; readonly actions: FolderActions };

/** Answers the keys of the tree; keys typed into a name are left alone. */
export function useTreeKeys(
  { facts, shown, closed }: FolderTreeProps,
  { position, focusRow, page, actions }: Surroundings,
): (event: React.KeyboardEvent<HTMLElement>) => void {
  const intl = useIntl();
  const typing = useRef({ text: '', at: 0 });
  const labels = useMemo(
    () => shown.indices.map((index) => (facts.rows[index] ? rowLabel(intl, facts.rows[index]) : '')),
    [facts, shown, intl],
  );
  const positions = useMemo(() => new Map(shown.indices.map((index, at) => [index, at])), [shown]);
  const index = shown.indices[position] ?? -1;
  const [row, place] = [facts.rows[index], facts.places[index]];

  const typed = (text: string): void => {
    const now = Date.now();
    typing.current = { text: (now - typing.current.at < typingPause ? typing.current.text : '') + text, at: now };
    const found = findByTyping(labels, position, typing.current.text);
    if (found !== null) focusRow(found);
  };
  const perform = (action: TreeAction, target: HTMLElement): void => {
    if (!row) return;
    if (action.kind === 'go') focusRow(action.to);
    else if (action.kind === 'typed') typed(action.text);
    else if (action.kind === 'open' || action.kind === 'close') actions.toggleOpen(row.source);
    else if (action.kind === 'tick') actions.tick(index);
    else if (action.kind === 'rename') actions.startRenaming(row);
    else moveInside(target, action.kind === 'into' ? 1 : -1);
  };
  return (event) => {
    const target = event.target as HTMLElement;
    if (!row || !place || event.ctrlKey || event.altKey || event.metaKey || target.closest('[data-editor]')) return;
    const isTyping = event.key === ' ' && Date.now() - typing.current.at < typingPause;
    const action = isTyping
      ? ({ kind: 'typed', text: ' ' } as const)
      : treeAction(event.key, {
          row: position,
          count: shown.indices.length,
          page,
          parent: place.parent === null ? null : (positions.get(place.parent) ?? null),
          isOpen: closed && hasChildren(place, index) ? !closed.has(row.source) : null,
          isInside: target.getAttribute('role') !== 'row',
          isRightToLeft: getComputedStyle(target).direction === 'rtl',
        });
    if (!action) return;
    event.preventDefault();
    perform(action, target);
  };
}

/** From the row to its first button, from there to the next, and back to the row. */
function moveInside(target: HTMLElement, step: 1 | -1): void {
  const row = target.closest<HTMLElement>('[data-position]');
  if (!row) return;
  const stops = [row, ...row.querySelectorAll<HTMLElement>('[data-stop]:not(:disabled)')];
  stops[stops.indexOf(target) + step]?.focus();
}
