/** Where a row of a flat list stands in the tree it was written down from. Indices are into that list. */
export interface TreePlace {
  readonly parent: number | null;
  /** The first row after it that is not inside it. */
  readonly end: number;
  /** From 1, among those with the same parent. */
  readonly position: number;
  readonly siblings: number;
  /** From 1: `aria-level`. Counts parents that are there, so that a gap in depths leaves none in levels. */
  readonly level: number;
}

interface Open {
  readonly index: number;
  readonly depth: number;
  readonly children: number[];
}

/** Finds every row's place. Rows are sorted as a tree; a row's parent is the nearest one before it of smaller depth. */
export function treePlaces(rows: readonly { readonly depth: number }[]): readonly TreePlace[] {
  const root: Open = { index: -1, depth: -1, children: [] };
  const stack: Open[] = [root];
  const groups: (readonly number[])[] = [];
  const facts: { parent: number | null; end: number; position: number; level: number }[] = [];
  const close = (until: number, end: number): void => {
    for (let top = stack.at(-1); top && top !== root && top.depth >= until; top = stack.at(-1)) {
      const fact = facts[top.index];
      if (fact) fact.end = end;
      stack.pop();
    }
  };
  for (const [index, { depth }] of rows.entries()) {
    close(depth, index);
    const parent = stack.at(-1) ?? root;
    parent.children.push(index);
    groups.push(parent.children);
    facts.push({
      parent: parent === root ? null : parent.index,
      end: index + 1,
      position: parent.children.length,
      level: stack.length,
    });
    stack.push({ index, depth, children: [] });
  }
  close(-1, rows.length);
  return facts.map((fact, index) => ({ ...fact, siblings: groups[index]?.length ?? 1 }));
}

/** Whether other rows are inside it. */
export function hasChildren(place: TreePlace, index: number): boolean {
  return place.end > index + 1;
}
