/** What a key means in the tree (APG, treegrid pattern). Rows are counted among those shown. */
export type TreeAction =
  | { readonly kind: 'go'; readonly to: number }
  /** Into the row's buttons, or to the next one there; and the way back. */
  | { readonly kind: 'open' | 'close' | 'into' | 'out' | 'tick' | 'rename' }
  | { readonly kind: 'typed'; readonly text: string };

/** Where the focus is. */
export interface TreeSituation {
  readonly row: number;
  readonly count: number;
  /** Rows of one page. */
  readonly page: number;
  readonly parent: number | null;
  /** Null: nothing to open or close. */
  readonly isOpen: boolean | null;
  /** Whether one of the row's buttons has the focus, not the row itself. */
  readonly isInside: boolean;
  readonly isRightToLeft: boolean;
}

/** Says what a key does; null for keys that are not the tree's. */
export function treeAction(key: string, at: TreeSituation): TreeAction | null {
  const go = (to: number): TreeAction => ({ kind: 'go', to: Math.max(0, Math.min(at.count - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return go(at.row + 1);
    case 'ArrowUp':
      return go(at.row - 1);
    case 'PageDown':
      return go(at.row + at.page);
    case 'PageUp':
      return go(at.row - at.page);
    case 'Home':
      return go(0);
    case 'End':
      return go(at.count - 1);
    case 'ArrowRight':
    case 'ArrowLeft':
      return (key === 'ArrowRight') === at.isRightToLeft ? backwards(at) : forwards(at);
    default:
      return at.isInside ? null : onRow(key);
  }
}

function forwards({ isOpen, isInside }: TreeSituation): TreeAction {
  return { kind: isOpen === false && !isInside ? 'open' : 'into' };
}

function backwards({ isOpen, isInside, parent }: TreeSituation): TreeAction | null {
  if (isInside) return { kind: 'out' };
  if (isOpen === true) return { kind: 'close' };
  return parent === null ? null : { kind: 'go', to: parent };
}

function onRow(key: string): TreeAction | null {
  if (key === ' ') return { kind: 'tick' };
  if (key === 'Enter' || key === 'F2') return { kind: 'rename' };
  return [...key].length === 1 ? { kind: 'typed', text: key } : null;
}
