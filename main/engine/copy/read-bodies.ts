import { formatSequenceSet } from '../../../shared/sequence-set.ts';
import { fetchIsolated, isMessageRefusal } from '../isolate.ts';
import { MailError } from '../mail-error.ts';
import type { MailSession, OpenSink } from '../ports.ts';
import { printOf, PrintSink, type BodyPrint } from './body-print.ts';
import type { Caution } from './caution.ts';

/** UIDs of one command: its line must not become longer than any server takes. */
const TOGETHER = 500;

/** Where messages are read, and who remembers what broke connections there; null at the destination, where nobody does. */
export interface Reading {
  readonly session: MailSession;
  readonly caution: Caution | null;
}

/**
 * Reads whole messages of the open mailbox to look at them, with all patience: what is refused among others is asked for alone, what is
 * answered without a body once more and then in two parts. Each is told once, in no order.
 * @param uids ascending
 * @returns those that were not handed over: gone, or not to be had
 */
export async function readBodies(
  { session, caution }: Reading,
  uids: readonly number[],
  onBody: (uid: number, print: BodyPrint) => void,
): Promise<readonly number[]> {
  const open = new Set(uids.filter((uid) => caution?.blamed.has(uid) !== true));
  const taking: Taking = {
    isWanted: (uid) => open.has(uid),
    take: (uid, print) => {
      if (open.delete(uid)) onBody(uid, print);
    },
  };
  const wanted = [...open];
  for (let at = 0; at < wanted.length;) {
    const some = wanted.slice(at, at + Math.min(TOGETHER, caution?.perFetch ?? TOGETHER));
    at += some.length;
    await fetchIsolated(
      some.map((uid) => ({ first: uid, last: uid })),
      {
        fetch: async (ranges) => {
          const before = open.size;
          const asked = ranges.map(({ first }) => first).filter((uid) => open.has(uid));
          if (asked.length === 0) return 0;
          caution?.asking(asked);
          await politely(caution, () => fetchPrints(session, formatSequenceSet(asked), taking));
          caution?.answered();
          return before - open.size;
        },
        onUnreadable: () => undefined,
      },
    );
  }
  for (const uid of [...open]) await askAgain(session, uid, taking);
  const unread = uids.filter((uid) => open.has(uid) || caution?.blamed.has(uid) === true);
  return unread;
}

/** Which messages are wanted still, and who is told what they are. */
interface Taking {
  isWanted(uid: number): boolean;
  take(uid: number, print: BodyPrint): void;
}

/** What large messages go by at. */
function printing({ isWanted, take }: Taking): OpenSink {
  return (uid) => (isWanted(uid) ? new PrintSink((print) => take(uid, print)) : null);
}

async function fetchPrints(session: MailSession, uids: string, taking: Taking): Promise<void> {
  await session.fetchBodies(uids, (uid, body) => taking.take(uid, printOf(body)), printing(taking));
}

async function askAgain(session: MailSession, uid: number, taking: Taking): Promise<void> {
  try {
    await fetchPrints(session, String(uid), taking);
    if (!taking.isWanted(uid)) return;
    await session.fetchInParts(uid, (of, body) => taking.take(of, printOf(body)), printing(taking));
  } catch (error) {
    if (!isMessageRefusal(error)) throw error;
  }
}

/** A server that says it is unavailable is believed, and left alone, once for each mailbox; after that it may be about single messages. */
export async function politely<Result>(caution: Caution | null, fetch: () => Promise<Result>): Promise<Result> {
  try {
    return await fetch();
  } catch (error) {
    if (caution === null || caution.waitedOut) throw error;
    if (!isMessageRefusal(error) || error.facts.kind !== 'unavailable' || error.facts.when === 'now') throw error;
    caution.waitedOut = true;
    throw new MailError({ ...error.facts, wide: 'account' });
  }
}
