import { splitSequenceSets } from '../../shared/sequence-set.ts';
import { UnreadSoFar, type Caution } from './copy/caution.ts';
import { readBodies } from './copy/read-bodies.ts';
import type { JournalMessage, JournalPair, NewMessage } from './journal-port.ts';
import { listRange, toRow } from './list-source.ts';
import type { SourceSession } from './ports.ts';
import { tellProgress, type Run } from './run.ts';

/** Rows looked at in one go. */
const PAGE = 1_000;
/** Characters of one UID FETCH; see fetch-waiting.ts. */
const MAX_SET = 8_000;

/** The open source mailbox, and who remembers what broke connections there. */
export interface SourceReading {
  readonly session: SourceSession;
  readonly caution: Caution;
}

/** Asks for the identity of every message again, for rows that were listed without it. */
export async function indexIdentities(run: Run, pair: JournalPair, reading: SourceReading): Promise<void> {
  const listing = { run, pair, session: reading.session, identity: true, seen: { others: false } };
  await listRange(listing, { first: 1, last: null });
  await readIdentities({ run, pair, isWanted: () => true }, reading);
}

/** Like {@link indexIdentities}, of the waiting messages of a pair that shares its mailbox with others. */
export async function indexMissingIdentities(run: Run, pair: JournalPair, reading: SourceReading): Promise<void> {
  await identify(run, pair, reading, () => true);
}

/** Asks for the identity of those waiting messages of which it is wanted and not known yet. */
export async function identify(
  run: Run,
  pair: JournalPair,
  reading: SourceReading,
  isWanted: (row: JournalMessage) => boolean,
): Promise<void> {
  const unidentified = { run, pair, isWanted };
  await forUnidentified(unidentified, async (uids, found) => {
    for (const set of splitSequenceSets(uids, MAX_SET))
      await reading.session.fetchIndex(set, true, (message) => {
        found.push(toRow(message, run.settings));
      });
  });
  await readIdentities(unidentified, reading);
}

/** Waiting messages without an identity. */
interface Unidentified {
  readonly run: Run;
  readonly pair: JournalPair;
  readonly isWanted: (row: JournalMessage) => boolean;
}

/** Of messages whose header fields the server does not tell, the header says the same: they are read. */
async function readIdentities(unidentified: Unidentified, { session, caution }: SourceReading): Promise<void> {
  await forUnidentified(unidentified, async (uids, found) => {
    const untold = { size: 0, internalDate: '', flags: null, skip: null };
    const unread = await readBodies({ session, caution }, uids, (uid, print) => {
      found.push({ ...untold, uid, fingerprint: print.fingerprint() });
    });
    if (unread.length > 0 && !caution.triedAfresh) throw new UnreadSoFar();
  });
}

async function forUnidentified(
  { run, pair, isWanted }: Unidentified,
  find: (uids: readonly number[], found: NewMessage[]) => Promise<void>,
): Promise<void> {
  for (let after = 0; ;) {
    run.signal.throwIfAborted();
    const rows = run.journal.messages(pair.id, 'waiting', after, PAGE);
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
    const unknown = rows.filter((row) => row.fingerprint === null && isWanted(row)).map(({ uid }) => uid);
    const found: NewMessage[] = [];
    if (unknown.length > 0) await find(unknown, found);
    // Only known ones: a row that a server makes up belongs to no share.
    const asked = new Set(unknown);
    run.journal.addMessages(
      pair.id,
      found.filter(({ uid }) => asked.has(uid)),
    );
    tellProgress(run, pair, 'comparing');
  }
}
