import { useEffect, useState } from 'react';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { ask } from '../../bridge.ts';

/** The receipt as the window has it. */
export interface ReadReceipt {
  /** Null while it is not read, and while there is none. The last one stays while the next is read. */
  readonly receipt: ReceiptView | null;
  /** Nothing was moved yet. */
  readonly isNone: boolean;
  readonly isUnread: boolean;
  readonly isBusy: boolean;
  /** Reads it again. */
  readonly look: () => void;
}

interface Answer {
  /** Which question it answers; null before the first. */
  readonly to: string | null;
  readonly receipt: ReceiptView | null;
  readonly isUnread: boolean;
}

/**
 * Reads the receipt, and again when `version` changes: it is made anew from the journal each time.
 * @param version anything that tells that the numbers may be others
 */
export function useReceipt(move: string, version: string): ReadReceipt {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer>({ to: null, receipt: null, isUnread: false });
  const question = `${version} ${String(attempt)}`;
  useEffect(() => {
    let isOver = false;
    const keep = (next: (last: Answer) => Answer): void => {
      if (!isOver) setAnswer(next);
    };
    ask('receipt', { move }).then(
      (receipt) => keep(() => ({ to: question, receipt, isUnread: false })),
      () => keep((last) => ({ ...last, to: question, isUnread: true })),
    );
    return () => {
      isOver = true;
    };
  }, [move, question]);
  const { receipt, isUnread } = answer;
  return {
    receipt,
    isUnread,
    isNone: answer.to !== null && receipt === null && !isUnread,
    isBusy: answer.to !== question,
    look: () => setAttempt(attempt + 1),
  };
}
