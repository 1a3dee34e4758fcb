import { splitSequenceSets } from '../../shared/sequence-set.ts';
import { skipReason } from './apply-filters.ts';
import { fingerprintOf } from './copy/fingerprint.ts';
import type { JournalPair, NewMessage } from './journal-port.ts';
import type { IndexedMessage, SourceSession } from './ports.ts';
import { tellProgress, type Run } from './run.ts';
import type { MigrationSettings } from './settings.ts';

/** Rows of one journal transaction; large enough to be fast, small enough to keep the event loop free. */
const ROWS = 1_000;
/** Characters of one UID FETCH; see fetch-waiting.ts. */
const MAX_SET = 8_000;

/**
 * Brings the journal's list of a source mailbox up to date and leaves the mailbox open. Only UIDs never seen are asked for.
 * When UIDVALIDITY changed, all messages are listed anew and what the journal knew is carried over by identity.
 * @param identity whether fingerprints are needed now (they are when something must be matched)
 */
export async function indexMailbox(run: Run, pairId: number, session: SourceSession, identity: boolean): Promise<void> {
  const { journal } = run;
  const before = journal.pair(pairId);
  const opened = await session.open(before.source);
  if (before.sourceUidValidity !== opened.uidValidity) journal.changeSourceUidValidity(pairId, opened.uidValidity);
  const from = journal.pair(pairId).indexedUidNext ?? 1;
  // Rows of a former UIDVALIDITY can only be recognised by what they say; also when an earlier run stopped half way.
  const carry = from === 1 && journal.hasFormerMessages(pairId);
  const highest =
    opened.exists > 0 && opened.uidNext > from
      ? await listInto(run, journal.pair(pairId), session, from, identity || carry)
      : 0;
  if (carry) journal.carryOver(pairId);
  journal.changePair(pairId, {
    indexedUidNext: Math.max(opened.uidNext, highest + 1, from),
    indexedMessages: opened.exists,
    sourceHighestModseq: opened.highestModseq,
  });
}

/** Asks for the identity of every message again, for rows that were listed without it. */
export async function indexIdentities(run: Run, pair: JournalPair, session: SourceSession): Promise<void> {
  await listInto(run, pair, session, 1, true);
}

/** Like {@link indexIdentities}, of the waiting messages of a pair that shares its mailbox with others. */
export async function indexMissingIdentities(run: Run, pair: JournalPair, session: SourceSession): Promise<void> {
  for (let after = 0; ;) {
    run.signal.throwIfAborted();
    const rows = run.journal.messages(pair.id, 'waiting', after, ROWS);
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
    const unknown = rows.filter(({ fingerprint }) => fingerprint === null).map(({ uid }) => uid);
    const found: NewMessage[] = [];
    for (const set of splitSequenceSets(unknown, MAX_SET)) {
      await session.fetchIndex(set, true, (message) => {
        found.push(toRow(message, run.settings));
      });
    }
    // Only known ones: a row that a server makes up belongs to no share.
    const asked = new Set(unknown);
    run.journal.addMessages(
      pair.id,
      found.filter(({ uid }) => asked.has(uid)),
    );
    tellProgress(run, pair, 'comparing');
  }
}

async function listInto(
  run: Run,
  pair: JournalPair,
  session: SourceSession,
  from: number,
  identity: boolean,
): Promise<number> {
  let rows: NewMessage[] = [];
  let highest = 0;
  const write = (): void => {
    run.journal.addMessages(pair.id, rows);
    rows = [];
    tellProgress(run, pair, 'indexing');
  };
  await session.fetchIndex(`${String(from)}:*`, identity, (message) => {
    // `n:*` answers the last message even when it is below n (RFC 9051 `seq-range`).
    if (message.uid < from) return;
    highest = Math.max(highest, message.uid);
    rows.push(toRow(message, run.settings));
    if (rows.length >= ROWS) write();
    run.signal.throwIfAborted();
  });
  if (rows.length > 0) write();
  return highest;
}

function toRow(message: IndexedMessage, settings: MigrationSettings): NewMessage {
  return {
    uid: message.uid,
    size: message.size,
    internalDate: message.internalDate,
    flags: message.flags,
    fingerprint: message.identity ? fingerprintOf(message.identity) : null,
    skip: skipReason(message, settings),
  };
}
