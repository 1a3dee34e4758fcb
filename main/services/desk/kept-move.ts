import { JournalError } from '../../engine/journal-error.ts';
import type { Journal } from '../../engine/journal-port.ts';
import type { MoveRecord } from './move-record.ts';
import type { JournalFolder } from './desk-parts.ts';
import type { RecordBook } from './record-book.ts';

/** One move's record and journal, in memory and on disk. */
export interface KeptMove {
  readonly id: string;
  record(): MoveRecord;
  /** Saves and tells. @throws JournalError */
  change(change: Partial<MoveRecord>): void;
  /** Something changed that is not part of the record. */
  touch(): void;
  /** Opened at the first use, then kept open: a journal has one reader and writer. @throws JournalError */
  journal(): Journal;
  /** For showing only: null where it cannot be used. Running the move tells why. */
  journalIfUsable(): Journal | null;
  /** Bytes on disk; 0 while nothing was begun. */
  journalBytes(): number;
  close(): void;
  /** The next use begins a new journal. @param now milliseconds since 1970 */
  putJournalAside(now: number): void;
  /** Closes and deletes everything on disk. Afterwards changes are dropped. */
  remove(): void;
}

/** @param onChange called after each change */
export function createKeptMove(
  first: MoveRecord,
  book: RecordBook,
  journals: JournalFolder,
  onChange: () => void,
): KeptMove {
  let record = first;
  let journal: Journal | null = null;
  let isRemoved = false;
  const close = (): void => {
    journal?.close();
    journal = null;
  };
  const open = (): Journal => (journal ??= journals.open(first.id));
  return {
    id: first.id,
    record: () => record,
    change(change) {
      if (isRemoved) return;
      const next = { ...record, ...change };
      book.save(next);
      record = next;
      onChange();
    },
    touch: () => {
      if (!isRemoved) onChange();
    },
    journal: open,
    journalIfUsable() {
      try {
        return open();
      } catch (error) {
        if (error instanceof JournalError) return null;
        throw error;
      }
    },
    journalBytes: () => journals.bytes(first.id),
    close,
    putJournalAside(now) {
      close();
      journals.putAside(first.id, now);
    },
    remove() {
      isRemoved = true;
      close();
      book.remove(first.id);
      journals.remove(first.id);
    },
  };
}
