import { useEffect, useState } from 'react';
import type { MailboxRow, MailboxRows } from '../../../shared/ipc/run-view.ts';
import { ask, listen } from '../../bridge.ts';
import { foldRows } from './fold-rows.ts';

/**
 * The rows of the copy's table, as they come: asked for once, then changed one by one.
 * @returns null until the first answer
 */
export function useMailboxRows(move: string): readonly MailboxRow[] | null {
  const [rows, setRows] = useState<readonly MailboxRow[] | null>(null);
  useEffect(() => followRows(move, setRows), [move]);
  return rows;
}

/** @returns a function that ends it */
function followRows(move: string, show: (rows: readonly MailboxRow[] | null) => void): () => void {
  let rows: readonly MailboxRow[] | null = null;
  /** What changed while the question is under way: newer than its answer. Null: no question is. */
  let pending: MailboxRows[] | null = null;
  let isOver = false;
  const askAll = (): void => {
    pending = [];
    ask('mailboxRows', { move }).then(begin, () => {
      pending = null;
    });
  };
  const begin = (answer: MailboxRows): void => {
    if (isOver) return;
    const newer = pending ?? [];
    pending = null;
    rows = answer.rows;
    for (const changed of newer) rows = foldRows(rows, changed) ?? rows;
    show(rows);
  };
  const change = (changed: MailboxRows): void => {
    if (changed.move !== move) return;
    if (pending !== null) {
      pending.push(changed);
      return;
    }
    const next = rows && foldRows(rows, changed);
    if (!next) {
      askAll();
      return;
    }
    rows = next;
    show(rows);
  };
  const end = listen('mailboxRows', change);
  askAll();
  return () => {
    isOver = true;
    end();
  };
}
