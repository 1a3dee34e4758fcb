import type { GmailMessage, IndexedMessage, IndexWish } from '../engine/ports.ts';
import type { Side } from '../../shared/model/problem.ts';
import { badResponse } from './bad-response.ts';
import type { Connection } from './connection.ts';
import { fetchEach } from './fetch-each.ts';
import type { FetchedItems } from './fetched-items.ts';
import type { CommandValue } from './imapflow-internals.ts';
import type { MailboxNames } from './mailbox-names.ts';
import { isList, numberOf, octetsOf, octetTextOf, textOf, textsOf } from './response-values.ts';

const atom = (value: string): CommandValue => ({ type: 'ATOM', value });
const IDENTITY_FIELDS = ['MESSAGE-ID', 'DATE', 'FROM', 'TO', 'SUBJECT'].map(atom);
const IDENTITY: CommandValue = { type: 'ATOM', value: 'BODY.PEEK', section: [atom('HEADER.FIELDS'), IDENTITY_FIELDS] };
/** https://developers.google.com/workspace/gmail/imap/imap-extensions */
const GMAIL = ['X-GM-MSGID', 'X-GM-LABELS'];
const COLON = 0x3a;

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
    // A header that long tells nobody apart: it counts as untold.
    onLarge: null,
  });
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
