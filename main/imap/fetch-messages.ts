import { MailError } from '../engine/mail-error.ts';
import type { GmailMessage, IndexedMessage, IndexWish } from '../engine/ports.ts';
import type { Side } from '../../shared/model/problem.ts';
import { formatSequenceSet } from '../../shared/sequence-set.ts';
import { badResponse } from './bad-response.ts';
import type { Connection } from './connection.ts';
import { FetchedItems, readItems } from './fetched-items.ts';
import type { CommandValue, ParsedResponse } from './imapflow-internals.ts';
import type { MailboxNames } from './mailbox-names.ts';
import { leftOf, messageLimit, splitByCount } from './message-limit.ts';
import { isList, numberOf, octetsOf, octetTextOf, textOf, textsOf } from './response-values.ts';
import { SeenUids } from './seen-uids.ts';

const atom = (value: string): CommandValue => ({ type: 'ATOM', value });
const IDENTITY_FIELDS = ['MESSAGE-ID', 'DATE', 'FROM', 'TO', 'SUBJECT'].map(atom);
const IDENTITY: CommandValue = { type: 'ATOM', value: 'BODY.PEEK', section: [atom('HEADER.FIELDS'), IDENTITY_FIELDS] };
/** https://developers.google.com/workspace/gmail/imap/imap-extensions */
const GMAIL = ['X-GM-MSGID', 'X-GM-LABELS'];
const BODY: CommandValue = { type: 'ATOM', value: 'BODY.PEEK', section: [] };
const part = (name: 'HEADER' | 'TEXT'): CommandValue => ({ type: 'ATOM', value: 'BODY.PEEK', section: [atom(name)] });
/** Messages answered in part that are held until the end of a command; beyond that a server is not to be talked to. */
const COLON = 0x3a;
const MOST_PARTIAL = 100_000;
/** UIDs asked for once more in one command: its line must not become longer than any server takes. */
const AGAIN_TOGETHER = 500;

/** What an index is to ask for, and who knows how labels are called. */
export type IndexQuery = IndexWish & { readonly names: MailboxNames };

/** FETCHes what the index needs, in one command; see {@link MailSession.fetchIndex}. */
export async function fetchIndex(
  connection: Connection,
  uids: string,
  { identity, labels, names }: IndexQuery,
  onMessage: (message: IndexedMessage) => void | Promise<void>,
): Promise<void> {
  const { side } = connection;
  const wanted = ['UID', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE', ...(labels ? GMAIL : [])];
  const tell = (fetched: FetchedItems, uid: number): void | Promise<void> => {
    const gmail = labels ? readGmail(fetched, names, side) : null;
    // Without its labels nobody can say where it belongs.
    if (labels && !gmail) throw badResponse('FETCH without labels', side);
    const block = identity ? octetsOf(fetched.section) : null;
    // None of the fields: rather than a message without any, one whose header the server could not read.
    const isTold = block?.includes(COLON) === true;
    return onMessage({ ...readIndexed(fetched, uid), ...(isTold && { identity: block }), ...(gmail && { gmail }) });
  };
  const items = wanted.map(atom);
  await fetchEach(connection, uids, {
    items: identity ? [...items, IDENTITY] : items,
    isWhole: (fetched) => wanted.every((name) => fetched.has(name)) && (!identity || fetched.section !== undefined),
    tell,
    tellPartial: tell,
  });
}

/** FETCHes whole messages without setting \Seen, in one command; see {@link MailSession.fetchBodies}. */
export async function fetchBodies(
  connection: Connection,
  uids: string,
  onMessage: (uid: number, body: Buffer) => void | Promise<void>,
): Promise<void> {
  await fetchEach(connection, uids, {
    items: [atom('UID'), BODY],
    // NIL is no body, and nothing is no message: the server could not read it, and then it must not count as empty.
    isWhole: ({ section }) => (octetsOf(section)?.length ?? 0) > 0,
    tell: ({ section }, uid) => onMessage(uid, octetsOf(section) ?? Buffer.alloc(0)),
    tellPartial: null,
  });
}

/** FETCHes one message in two parts; see {@link MailSession.fetchInParts}. */
export async function fetchInParts(connection: Connection, uid: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  for (const name of ['HEADER', 'TEXT'] as const) {
    await fetchEach(connection, String(uid), {
      items: [atom('UID'), part(name)],
      isWhole: ({ section }) => octetsOf(section) !== null,
      tell: ({ section }) => void parts.push(octetsOf(section) ?? Buffer.alloc(0)),
      tellPartial: null,
    });
  }
  const [header] = parts;
  return parts.length === 2 && header && header.length > 0 ? Buffer.concat(parts) : null;
}

/** What is asked of messages and how their answers are read. */
interface Query {
  readonly items: CommandValue[];
  /** Whether everything was told that was asked for. News of a changed flag (RFC 9051 7.5.2) tell less. */
  isWhole(fetched: FetchedItems): boolean;
  tell(fetched: FetchedItems, uid: number): void | Promise<void>;
  /** Tells a message of which even a second question brought only a part; null where a part is as good as nothing. */
  readonly tellPartial: ((fetched: FetchedItems, uid: number) => void | Promise<void>) | null;
}

/**
 * Asks in as many commands as a server wants that works on so many messages at once only (RFC 9738); and once more for messages that
 * were answered in part, since what a server left out the first time it may tell the second.
 */
async function fetchEach(connection: Connection, uids: string, query: Query): Promise<void> {
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

async function ask(connection: Connection, uids: string, { query, seen, partial }: Asking): Promise<Answered> {
  const answered: Answered = { isWhole: true, lowest: Number.POSITIVE_INFINITY, highest: 0 };
  let garbled = 0;
  const onFetch = (response: ParsedResponse): void | Promise<void> => {
    const news = readItems(response.attributes?.[1]);
    if (news === null) {
      garbled += 1;
      return;
    }
    const { uid } = news;
    if (uid === null) throw badResponse('a UID outside of 1 to 4294967295', connection.side);
    if (uid === undefined || !seen.isNew(uid)) return;
    // A server may tell a message's items in several responses.
    const before = partial.get(uid);
    const fetched = before ? before.with(news.fetched) : news.fetched;
    if (!query.isWhole(fetched)) {
      if (partial.size >= MOST_PARTIAL) throw badResponse('too many messages told in part', connection.side);
      partial.set(uid, fetched);
      return;
    }
    partial.delete(uid);
    seen.accept(uid);
    answered.lowest = Math.min(answered.lowest, uid);
    answered.highest = Math.max(answered.highest, uid);
    return query.tell(fetched, uid);
  };
  const values: CommandValue[] = [{ type: 'SEQUENCE', value: uids }, query.items];
  try {
    const { code } = await connection.run('UID FETCH', values, { occasion: 'FETCH', untagged: { FETCH: onFetch } });
    answered.isWhole = code !== 'MESSAGELIMIT';
  } catch (error) {
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

function readIndexed(fetched: FetchedItems, uid: number): IndexedMessage {
  const flags = fetched.get('FLAGS');
  return {
    uid,
    flags: isList(flags) ? textsOf(flags).filter((flag) => flag.toLowerCase() !== '\\recent') : null,
    internalDate: textOf(fetched.get('INTERNALDATE')) ?? '',
    size: numberOf(fetched.get('RFC822.SIZE')) ?? 0,
  };
}

function readGmail(fetched: FetchedItems, names: MailboxNames, side: Side): GmailMessage | null {
  const [id, labels] = [fetched.get('X-GM-MSGID'), fetched.get('X-GM-LABELS')];
  if (id === undefined || labels === undefined) return null;
  const digits = textOf(id);
  if (digits === null || !/^[0-9]{1,20}$/.test(digits) || !isList(labels)) {
    throw badResponse('FETCH with garbled labels', side);
  }
  // A label called NIL may come as a bare atom.
  const texts = labels.map((label) => (label === null ? 'NIL' : (octetTextOf(label) ?? '')));
  return { id: digits, labels: texts.map((text) => (text.startsWith('\\') ? text : names.nameOf(text))) };
}
