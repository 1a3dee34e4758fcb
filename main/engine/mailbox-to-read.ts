import type { JournalPair } from './journal-port.ts';

/** The source mailbox that the messages of a pair are read from: its own, or the one it takes its share of. */
export function mailboxToRead({ source, readsFrom }: Pick<JournalPair, 'source' | 'readsFrom'>): string {
  return readsFrom ?? source;
}
