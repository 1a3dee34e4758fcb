import { useMemo, useState } from 'react';
import type { FolderRow, NameProblemView } from '../../../shared/ipc/folders-view.ts';
import { canBeTicked, changeInclude, isTicked, rowsOfTick } from './change-include.ts';
import { changeName } from './change-name.ts';
import { changeTogether } from './change-together.ts';
import { findPartners } from './find-partners.ts';
import type { FolderTreeProps } from './folder-tree.tsx';
import type { TreeFocus } from './use-tree-focus.ts';

/** A name that the new server cannot take, and the one it would get instead. */
export interface NameRefusal {
  readonly problem: NameProblemView;
  /** The key, and what is shown of it. */
  readonly instead: string;
  readonly insteadName: string;
  /** The folder that has the name, where both can be put together. */
  readonly takenBy: FolderRow | null;
}

/** What can be done with a row. Indices are into the whole table. */
export interface FolderActions {
  /** Source of the row whose name is being typed. */
  readonly renaming: string | null;
  tick(index: number): void;
  toggleOpen(source: string): void;
  /** Nothing happens where the name is settled, or the folder stays behind. */
  startRenaming(row: FolderRow): void;
  /** @param back whether the focus goes back to the row */
  stopRenaming(): void;
  /** Asks for a name; null takes the choice back. @returns what is wrong with it; null when nothing is */
  rename(source: string, destination: string | null): Promise<NameRefusal | null>;
  /** The folders a row can be put together with. */
  partnersOf(row: FolderRow): readonly FolderRow[];
  /** Puts a folder together with another, or, with null, makes it one of its own; the focus goes back to the row. */
  putTogether(source: string, into: string | null): void;
}

/** Whether a folder can get another name: it goes along, and nothing was copied into it yet. */
export function canBeRenamed(row: FolderRow, ticked: boolean): boolean {
  return ticked && !row.started;
}

/** What is wrong with the name a row was to have; null when nothing is. */
export function refusalOf(row: FolderRow, rows: readonly FolderRow[]): NameRefusal | null {
  const { nameProblem: problem, destination: instead, destinationName: insteadName } = row;
  if (problem === null) return null;
  return { problem, instead, insteadName, takenBy: rows.find(({ source }) => source === row.takenBy) ?? null };
}

/** Makes what can be done with the rows of a tree. */
export function useFolderActions(props: FolderTreeProps, focus: TreeFocus): FolderActions {
  const { facts, choices, choose, closed, onClosedChange } = props;
  const { position, focusRow } = focus;
  const [renaming, setRenaming] = useState<string | null>(null);
  return useMemo(
    () => ({
      renaming,
      tick(index) {
        const row = facts.rows[index];
        if (!row || !canBeTicked(row)) return;
        const rows = rowsOfTick(facts.rows, index, facts.places[index]?.end ?? index + 1);
        void choose(changeInclude(choices, rows, { include: !isTicked(row, choices), special: facts.special }));
      },
      toggleOpen(source) {
        if (!closed) return;
        const next = new Set(closed);
        if (!next.delete(source)) next.add(source);
        onClosedChange(next);
      },
      startRenaming(row) {
        if (canBeRenamed(row, isTicked(row, choices))) setRenaming(row.source);
      },
      stopRenaming() {
        setRenaming(null);
        focusRow(position);
      },
      async rename(source, destination) {
        const table = await choose(changeName(choices, source, destination));
        const row = table?.rows.find((one) => one.source === source);
        if (!table || !row) return null;
        return refusalOf(row, table.rows);
      },
      partnersOf: (row) => findPartners(facts.rows, row, choices),
      putTogether(source, into) {
        setRenaming(null);
        // The row is drawn anew, without the button that was pressed.
        void choose(changeTogether(choices, facts.rows, source, into)).then(() => focusRow(position));
      },
    }),
    [renaming, facts, choices, choose, closed, onClosedChange, position, focusRow],
  );
}
