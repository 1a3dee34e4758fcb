import { MailError } from '../engine/mail-error.ts';
import type { OpenSink } from '../engine/ports.ts';
import type { Side } from '../../shared/model/problem.ts';
import { formatSequenceSet } from '../../shared/sequence-set.ts';
import { badResponse } from './bad-response.ts';
import type { Connection } from './connection.ts';
import { type FetchedItems, readItems } from './fetched-items.ts';
import type { CommandValue, ParsedResponse } from './imapflow-internals.ts';
import { leftOf, messageLimit, splitByCount } from './message-limit.ts';
import { PassingSections } from './passing-sections.ts';
import { SeenUids } from './seen-uids.ts';

/** Messages answered in part that are held until the end of a command; beyond that a server is not to be talked to. */
const MOST_PARTIAL = 100_000;
/** UIDs asked for once more in one command: its line must not become longer than any server takes. */
const AGAIN_TOGETHER = 500;

/** What is asked of messages and how their answers are read. */
export interface Query {
  readonly items: CommandValue[];
  /** Whether everything was told that was asked for. News of a changed flag (RFC 9051 7.5.2) tell less. */
  isWhole(fetched: FetchedItems): boolean;
  tell(fetched: FetchedItems, uid: number): void | Promise<void>;
  /** Tells a message of which even a second question brought only a part; null where a part is as good as nothing. */
  readonly tellPartial: ((fetched: FetchedItems, uid: number) => void | Promise<void>) | null;
  /** Asked for a sink for sections above LARGE_BYTES, which are not told; null: they count as not told. */
  readonly onLarge: OpenSink | null;
}

/**
 * Asks in as many commands as a server wants that works on so many messages at once only (RFC 9738); and once more for messages that
 * were answered in part, since what a server left out the first time it may tell the second.
 */
export async function fetchEach(connection: Connection, uids: string, query: Query): Promise<void> {
  const seen = new SeenUids(uids);
  const partial = new Map<number, FetchedItems>();
  await askAll(connection, uids, { query, seen, partial });
  if (query.tellPartial === null || partial.size === 0) return;
  const again = [...partial.keys()].toSorted((one, other) => one - other);
  for (let at = 0; at < again.length; at += AGAIN_TOGETHER)
    await askAll(connection, formatSequenceSet(again.slice(at, at + AGAIN_TOGETHER)), { query, seen, partial });
  for (const [uid, fetched] of partial) if (seen.accept(uid)) await query.tellPartial(fetched, uid);
}

/** A question under way. */
interface Asking {
  readonly query: Query;
  /** Told already. */
  readonly seen: SeenUids;
  /** Told in part so far. */
  readonly partial: Map<number, FetchedItems>;
}

async function askAll(connection: Connection, uids: string, asking: Asking): Promise<void> {
  const limit = messageLimit(connection.capabilities);
  const sets = limit === null ? [uids] : [...splitByCount(uids, limit)];
  for (let set = sets.shift(); set !== undefined; set = sets.shift()) {
    const answered = await ask(connection, set, asking);
    if (answered.isWhole) continue;
    // Else a server could keep us asking for ever.
    if (answered.highest === 0) throw badResponse('a partial answer with nothing new', connection.side);
    sets.unshift(...leftOf(set, answered.lowest, answered.highest));
  }
}

/** Which UIDs one command brought, and whether the server says that this was all. */
interface Answered {
  isWhole: boolean;
  lowest: number;
  highest: number;
}

async function ask(connection: Connection, uids: string, asking: Asking): Promise<Answered> {
  const { query, seen, partial } = asking;
  const answered: Answered = { isWhole: true, lowest: Number.POSITIVE_INFINITY, highest: 0 };
  const passing = new PassingSections(uids, asking);
  let garbled = 0;
  const accept = (uid: number): void => {
    partial.delete(uid);
    seen.accept(uid);
    answered.lowest = Math.min(answered.lowest, uid);
    answered.highest = Math.max(answered.highest, uid);
  };
  const onFetch = async (response: ParsedResponse): Promise<boolean> => {
    const news = readItems(response.attributes?.[1]);
    const passed = passing.took();
    if (passed) {
      if (news?.uid !== passed.uid) throw passed.failed(badResponse('a message of another UID', connection.side));
      accept(passed.uid);
      await passed.sink.end();
      return true;
    }
    // One row that is garbled, or of no message there can be, is about one message.
    if (news === null || news.uid === null) {
      garbled += 1;
      return false;
    }
    const { uid } = news;
    if (uid === undefined || !seen.isNew(uid)) return false;
    // A server may tell a message's items in several responses.
    const before = partial.get(uid);
    const fetched = before ? before.with(news.fetched) : news.fetched;
    if (!query.isWhole(fetched)) {
      if (partial.size >= MOST_PARTIAL) throw badResponse('too many messages told in part', connection.side);
      partial.set(uid, fetched);
      return before === undefined;
    }
    accept(uid);
    await query.tell(fetched, uid);
    return true;
  };
  const values: CommandValue[] = [{ type: 'SEQUENCE', value: uids }, query.items];
  const onLiteral = passing.open.bind(passing);
  try {
    const { code } = await connection.run('UID FETCH', values, {
      occasion: 'FETCH',
      untagged: { FETCH: onFetch },
      onLiteral,
    });
    answered.isWhole = code !== 'MESSAGELIMIT';
  } catch (error) {
    passing.took()?.failed(error);
    if (!saysSomeAreGone(error)) throw error;
  }
  if (garbled > 0) throw garbledAnswer(connection.side);
  return answered;
}

/** What it was about can be found out by asking for fewer at a time. */
function garbledAnswer(side: Side): MailError {
  return new MailError({
    kind: 'protocol',
    when: 'later',
    wide: 'message',
    outcome: 'refused',
    code: 'BAD_RESPONSE',
    side,
    cause: new Error('garbled FETCH'),
  });
}

/** Messages expunged meanwhile are simply missing (RFC 5530 EXPUNGEISSUED; Dovecot and Exchange say it in words). */
function saysSomeAreGone(error: unknown): boolean {
  if (!(error instanceof MailError) || error.facts.outcome !== 'refused') return false;
  return error.facts.code === 'EXPUNGEISSUED' || /messages no longer exist/i.test(error.facts.serverText ?? '');
}
