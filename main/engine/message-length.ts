import type { JournalMessage } from './journal-port.ts';

/** Bytes of a message: of what was in our hands where it was, else what the source tells (a hint: some servers tell 0, or a multiple). */
export function lengthOf({ length, size }: Pick<JournalMessage, 'length' | 'size'>): number {
  return length ?? size;
}
