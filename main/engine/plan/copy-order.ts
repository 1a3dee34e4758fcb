import type { MailboxPair } from '../../../shared/model/plan.ts';
import { compareNames } from './fold-name.ts';

/**
 * INBOX and Sent first, since people miss them first; then the small ones, so that one sees mailboxes finish early. Pairs with one
 * destination follow each other, those that were put together with another behind that one: so are their messages in the end.
 */
export function inCopyOrder(pairs: readonly MailboxPair[]): MailboxPair[] {
  const alone = ordinaryOrder(pairs);
  const leaders = new Map<string, MailboxPair>();
  for (const pair of pairs.toSorted((one, other) => merged(one) - merged(other) || alone(one, other))) {
    if (!leaders.has(pair.destination)) leaders.set(pair.destination, pair);
  }
  const leaderOf = (pair: MailboxPair): MailboxPair => leaders.get(pair.destination) ?? pair;
  return pairs.toSorted(
    (one, other) => alone(leaderOf(one), leaderOf(other)) || merged(one) - merged(other) || alone(one, other),
  );
}

function merged({ mergeInto }: MailboxPair): number {
  return mergeInto == null ? 0 : 1;
}

function ordinaryOrder(pairs: readonly MailboxPair[]): (one: MailboxPair, other: MailboxPair) => number {
  const byBytes = pairs.every((pair) => pair.bytes !== null);
  const rank = (pair: MailboxPair): number => (pair.role === 'inbox' ? 0 : pair.role === 'sent' ? 1 : 2);
  const size = (pair: MailboxPair): number => (byBytes ? (pair.bytes ?? 0) : pair.messages);
  return (one, other) => rank(one) - rank(other) || size(one) - size(other) || compareNames(one.source, other.source);
}
