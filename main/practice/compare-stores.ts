import { createHash } from 'node:crypto';
import type { MailStore } from './imap-server/mail-store.ts';
import type { StoredMessage } from './imap-server/stored-mailbox.ts';

/** Two stores side by side, looked at directly and not through any server. */
export interface StoreComparison {
  /** Messages of the compared mailboxes of the first store. */
  readonly messages: number;
  /** Of those: in the second store too, with the same bytes, flags and date, at the same place in the order. */
  readonly equal: number;
  /** In the second store and not in the first, doubles among them. */
  readonly extra: number;
}

function identity({ flags, internalDate, body }: StoredMessage): string {
  const digest = createHash('sha256').update(body()).digest('hex');
  return `${digest} ${String(parseDate(internalDate))} ${flags.toSorted().join(' ')}`;
}

/** Servers may write one moment in several ways. */
function parseDate(internalDate: string): number {
  return Date.parse(internalDate.trim().replace(/^(\d+)-(\w+)-(\d+) /, '$1 $2 $3 '));
}

/**
 * Compares mailboxes pairwise, message by message, in their order.
 * @param pairs names of the mailboxes in either store
 */
export function compareStores(
  first: MailStore,
  second: MailStore,
  pairs: readonly { readonly source: string; readonly destination: string }[],
): StoreComparison {
  const sum = { messages: 0, equal: 0, extra: 0 };
  for (const { source, destination } of pairs) {
    const wanted = (first.get(source)?.messages ?? []).map(identity);
    const found = (second.get(destination)?.messages ?? []).map(identity);
    sum.messages += wanted.length;
    sum.equal += wanted.filter((message, place) => message === found[place]).length;
    sum.extra += Math.max(0, found.length - wanted.length);
  }
  return sum;
}
