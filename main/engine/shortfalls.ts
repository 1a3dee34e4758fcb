import type { Shortfall } from '../../shared/model/shortfall.ts';
import type { Journal, JournalPair } from './journal-port.ts';
import { mailboxToRead } from './mailbox-to-read.ts';

/** What is asked of the journal. */
type Facts = Pick<Journal, 'pairs' | 'leftOut' | 'counts' | 'sharedUids'>;

/**
 * Whether everything is accounted for, and if not, what is missing: everything arrived only when, for each mailbox of the source that no choice
 * leaves behind, the journal knows as many messages as the source says it has (EXISTS when it was last listed), and each message that
 * is said to have arrived has a UID of its own at the destination. What became of single messages, their rows say: waiting and failed ones
 * are not repeated here.
 *
 * The one place where this is decided: outcome, exit code, receipt and window all ask here.
 */
export function findShortfalls(journal: Facts, migration: number): readonly Shortfall[] {
  const stays = journal.leftOut(migration);
  const leftOut = new Set(stays.map(({ source }) => source));
  const chosen = journal.pairs(migration).filter(({ source }) => !leftOut.has(source));
  // Several pairs may read from one mailbox: what it hides is missing once.
  const read = new Map<string, JournalPair>();
  for (const pair of chosen) {
    const name = mailboxToRead(pair);
    const before = read.get(name);
    if (!before || hiddenIn(pair) > hiddenIn(before)) read.set(name, pair);
  }
  return [
    ...chosen.flatMap((pair) => unfinished(journal, pair)),
    ...[...read].flatMap(([mailbox, pair]) => hidden(mailbox, pair)),
    ...claimedTwice(journal, chosen),
    // Left behind by an earlier version because its STATUS was refused: nobody chose that.
    ...stays.filter(({ reason }) => reason === 'status-refused').map(({ source }) => unopened(source)),
  ];
}

/** A mailbox that was not worked on to its end, or of which fewer messages were entered than were listed. */
function unfinished(journal: Facts, pair: JournalPair): Shortfall[] {
  const { source: mailbox, problem, indexedUidNext, readsFrom, sourceListed } = pair;
  const wasListed = indexedUidNext !== null;
  // STATUS said so many; 0 may also mean that it said nothing.
  const messages = wasListed ? 0 : pair.messages || null;
  if (problem) {
    const { side = null, serverText } = problem;
    return [{ mailbox, reason: 'given-up', messages, side, serverText }];
  }
  if (!wasListed) return [{ mailbox, reason: 'not-looked-into', messages, side: null, serverText: null }];
  if (readsFrom !== null || sourceListed === null) return [];
  const rows = Object.values(journal.counts(pair.id).byStatus).reduce((sum, status) => sum + status.messages, 0);
  const missing = sourceListed - rows;
  return missing <= 0 ? [] : [{ mailbox, reason: 'not-entered', messages: missing, side: null, serverText: null }];
}

function unopened(mailbox: string): Shortfall {
  return { mailbox, reason: 'given-up', messages: null, side: 'source', serverText: null };
}

function hidden(mailbox: string, pair: JournalPair): Shortfall[] {
  const messages = hiddenIn(pair);
  return messages === 0 ? [] : [{ mailbox, reason: 'hidden', messages, side: 'source', serverText: null }];
}

/** Messages that the source counts and does not list. */
function hiddenIn({ indexedMessages, sourceListed }: JournalPair): number {
  return indexedMessages === null || sourceListed === null ? 0 : Math.max(0, indexedMessages - sourceListed);
}

function claimedTwice(journal: Facts, pairs: readonly JournalPair[]): Shortfall[] {
  const groups = Map.groupBy(pairs, (pair) => `${String(pair.destinationUidValidity)} ${pair.destination}`);
  return [...groups.values()].flatMap((group): Shortfall[] => {
    const [first] = group;
    const messages = journal.sharedUids(group.map(({ id }) => id));
    if (!first || messages === 0) return [];
    return [{ mailbox: first.source, reason: 'shared-uid', messages, side: 'destination', serverText: null }];
  });
}
