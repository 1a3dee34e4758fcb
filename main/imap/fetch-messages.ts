import { MailError } from '../engine/mail-error.ts';
import type { GmailMessage, IndexedMessage, IndexWish } from '../engine/ports.ts';
import type { Side } from '../../shared/model/problem.ts';
import { badResponse } from './bad-response.ts';
import type { Connection } from './connection.ts';
import type { CommandValue, ParsedResponse } from './imapflow-internals.ts';
import type { MailboxNames } from './mailbox-names.ts';
import { leftOf, messageLimit, splitByCount } from './message-limit.ts';
import { isList, numberOf, octetsOf, sectionOf, textOf, textsOf, uint32Of } from './response-values.ts';
import type { ResponseValue } from './response-values.ts';
import { SeenUids } from './seen-uids.ts';

const atom = (value: string): CommandValue => ({ type: 'ATOM', value });
const IDENTITY_FIELDS = ['MESSAGE-ID', 'DATE', 'FROM', 'TO', 'SUBJECT'].map(atom);
const IDENTITY: CommandValue = { type: 'ATOM', value: 'BODY.PEEK', section: [atom('HEADER.FIELDS'), IDENTITY_FIELDS] };
/** https://developers.google.com/workspace/gmail/imap/imap-extensions */
const GMAIL = ['X-GM-MSGID', 'X-GM-LABELS'];
const BODY: CommandValue = { type: 'ATOM', value: 'BODY.PEEK', section: [] };

/** The data items of one FETCH response; a missing one is undefined. */
interface FetchedItems {
  readonly items: ReadonlyMap<string, ResponseValue>;
  /** What came with a section: the body or the identity fields. */
  readonly section: ResponseValue | undefined;
}

/** What an index is to ask for, and who knows how labels are called. */
export type IndexQuery = IndexWish & { readonly names: MailboxNames };

/** FETCHes what the index needs, in one command; see {@link MailSession.fetchIndex}. */
export async function fetchIndex(
  connection: Connection,
  uids: string,
  { identity, labels, names }: IndexQuery,
  onMessage: (message: IndexedMessage) => void | Promise<void>,
): Promise<void> {
  const wanted = ['UID', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE', ...(labels ? GMAIL : [])].map(atom);
  await fetchEach(connection, uids, identity ? [...wanted, IDENTITY] : wanted, ({ items, section }, uid) => {
    const message = readIndexed(items, uid, connection.side);
    const gmail = labels ? readGmail(items, names, connection.side) : null;
    if (!message || (identity && section === undefined) || (labels && !gmail)) return null;
    const more = { ...(identity && { identity: octetsOf(section) ?? Buffer.alloc(0) }), ...(gmail && { gmail }) };
    return () => onMessage({ ...message, ...more });
  });
}

/** FETCHes whole messages without setting \Seen, in one command; see {@link MailSession.fetchBodies}. */
export async function fetchBodies(
  connection: Connection,
  uids: string,
  onMessage: (uid: number, body: Buffer) => void | Promise<void>,
): Promise<void> {
  await fetchEach(connection, uids, [atom('UID'), BODY], ({ section }, uid) => {
    // NIL is no body: the server could not read the message, and then it must not count as empty.
    const body = octetsOf(section);
    return body === null ? null : () => onMessage(uid, body);
  });
}

/** Reads a response: what to tell, or null when it is not an answer to us but news of a changed flag (RFC 9051 7.5.2). */
type Reader = (fetched: FetchedItems, uid: number) => (() => void | Promise<void>) | null;

/** In as many commands as a server wants that works on so many messages at once only (RFC 9738). */
async function fetchEach(connection: Connection, uids: string, items: CommandValue[], read: Reader): Promise<void> {
  const seen = new SeenUids(uids);
  const limit = messageLimit(connection.capabilities);
  const sets = limit === null ? [uids] : [...splitByCount(uids, limit)];
  for (let set = sets.shift(); set !== undefined; set = sets.shift()) {
    const answered: number[] = [];
    const isWhole = await fetchSet(connection, set, items, (fetched, uid) => {
      const tell = read(fetched, uid);
      if (tell === null || !seen.accept(uid)) return null;
      answered.push(uid);
      return tell;
    });
    if (isWhole) continue;
    // Else a server could keep us asking for ever.
    if (answered.length === 0) throw badResponse('a partial answer with nothing new', connection.side);
    const [lowest, highest] = answered.reduce(
      ([low, high], uid): [number, number] => [Math.min(low, uid), Math.max(high, uid)],
      [Number.POSITIVE_INFINITY, 0],
    );
    sets.unshift(...leftOf(set, lowest, highest));
  }
}

/** @returns false when the server says that it answered a part only */
async function fetchSet(connection: Connection, uids: string, items: CommandValue[], read: Reader): Promise<boolean> {
  const values: CommandValue[] = [{ type: 'SEQUENCE', value: uids }, items];
  const onFetch = (response: ParsedResponse): void | Promise<void> => {
    const fetched = readItems(response.attributes?.[1], connection.side);
    const given = fetched.items.get('UID');
    if (given === undefined) return;
    const uid = uint32Of(given);
    if (!uid) throw badResponse('a UID outside of 1 to 4294967295', connection.side);
    return read(fetched, uid)?.();
  };
  try {
    const { code } = await connection.run('UID FETCH', values, { occasion: 'FETCH', untagged: { FETCH: onFetch } });
    return code !== 'MESSAGELIMIT';
  } catch (error) {
    if (saysSomeAreGone(error)) return true;
    throw error;
  }
}

/** Messages expunged meanwhile are simply missing (RFC 5530 EXPUNGEISSUED; Dovecot and Exchange say it in words). */
function saysSomeAreGone(error: unknown): boolean {
  if (!(error instanceof MailError) || error.facts.outcome !== 'refused') return false;
  return error.facts.code === 'EXPUNGEISSUED' || /messages no longer exist/i.test(error.facts.serverText ?? '');
}

function readItems(list: ResponseValue | undefined, side: Side): FetchedItems {
  if (!isList(list)) throw badResponse('FETCH without a list', side);
  const items = new Map<string, ResponseValue>();
  let section: ResponseValue | undefined;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = list[at];
    const value = list[at + 1] ?? null;
    if (sectionOf(name)) section = value;
    else items.set((textOf(name) ?? '').toUpperCase(), value);
  }
  return { items, section };
}

function readIndexed(items: FetchedItems['items'], uid: number, side: Side): IndexedMessage | null {
  const [flags, date, octets] = [items.get('FLAGS'), items.get('INTERNALDATE'), items.get('RFC822.SIZE')];
  if (flags === undefined || date === undefined || octets === undefined) return null;
  const size = numberOf(octets);
  const internalDate = textOf(date);
  if (size === null || internalDate === null || !isList(flags)) throw badResponse('FETCH with garbled items', side);
  return { uid, flags: textsOf(flags).filter((flag) => flag.toLowerCase() !== '\\recent'), internalDate, size };
}

/** Null when it is not an answer to us, as in {@link Reader}. */
function readGmail(items: FetchedItems['items'], names: MailboxNames, side: Side): GmailMessage | null {
  const [id, labels] = [items.get('X-GM-MSGID'), items.get('X-GM-LABELS')];
  if (id === undefined || labels === undefined) return null;
  const digits = textOf(id);
  if (digits === null || !/^[0-9]{1,20}$/.test(digits) || !isList(labels)) {
    throw badResponse('FETCH with garbled labels', side);
  }
  // A label called NIL may come as a bare atom.
  const texts = labels.map((label) => (label === null ? 'NIL' : (textOf(label) ?? '')));
  return { id: digits, labels: texts.map((text) => (text.startsWith('\\') ? text : names.nameOf(text))) };
}
