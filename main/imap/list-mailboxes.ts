import { MailError } from '../engine/mail-error.ts';
import type { ListedMailbox, MailboxStatus } from '../../shared/model/mailbox.ts';
import type { Side } from '../../shared/model/problem.ts';
import { quoted } from './command-line.ts';
import type { Connection } from './connection.ts';
import type { CommandValue, UntaggedHandler } from './imapflow-internals.ts';
import { nameArgument, type MailboxNames } from './mailbox-names.ts';
import { openMailbox } from './open-mailbox.ts';
import { isList, modseqOf, numberOf, octetTextOf, pairsOf, textOf, textsOf, uint32Of } from './response-values.ts';
import type { ResponseValue } from './response-values.ts';
import { MOST_LISTED_BYTES, MOST_MAILBOXES } from './server-limits.ts';
import { translateError } from './translate-error.ts';
import { WireError } from './wire-error.ts';

/** Answers to commands sent together with LIST. */
type OtherHandlers = Readonly<Record<string, UntaggedHandler>>;

interface Listed {
  /** As sent, one character for each octet. */
  readonly wireForm: string;
  readonly delimiter: string | null;
  readonly attributes: readonly string[];
}

interface Gathered {
  /** By wire form, in the server's order. */
  readonly listed: Map<string, Listed>;
  readonly subscribed: Map<string, Listed>;
  statuses: Map<string, MailboxStatus>;
  readonly side: Side;
  /** Of names, so far. */
  octets: number;
}

/** What is listed, and whether names are sent as they are (UTF8=ACCEPT) or in modified UTF-7. */
export interface ListingOptions {
  readonly names: MailboxNames;
  readonly utf8: boolean;
  /** Command lines to send in the same packet, and who reads their answers. */
  readonly before: readonly string[];
  readonly others: OtherHandlers;
}

const atom = (value: string): CommandValue => ({ type: 'ATOM', value });
/** STATUS commands sent together: enough that round trips hardly count, few enough for any server's input buffer. */
const STATUS_TOGETHER = 50;

/** Lists all mailboxes with their status: in one round trip with LIST-STATUS (RFC 5819), else in a few. */
export async function listMailboxes(
  connection: Connection,
  options: ListingOptions,
): Promise<readonly ListedMailbox[]> {
  const { statuses } = options.names;
  const gathered: Gathered = { listed: new Map(), subscribed: new Map(), statuses, side: connection.side, octets: 0 };
  const before = statuses.size;
  try {
    await gather(connection, options, gathered);
  } catch (error) {
    if (!(error instanceof MailError) || statuses.size === before) throw error;
    throw new MailError({ ...error.facts, learned: true });
  }
  gathered.statuses = new Map(statuses);
  statuses.clear();
  const mailboxes = [...gathered.listed.values()].map((listed) => describe(listed, gathered, options));
  return mailboxes.filter(({ attributes }) => !has(attributes, '\\nonexistent') || has(attributes, '\\haschildren'));
}

async function gather(connection: Connection, options: ListingOptions, gathered: Gathered): Promise<void> {
  const goesOn = gathered.statuses.size > 0;
  const extended = connection.capabilities.has('LIST-EXTENDED') && (await listExtended(connection, options, gathered));
  if (!extended) await listPlain(connection, options, gathered);
  if (!extended || goesOn || !connection.capabilities.has('LIST-STATUS')) await askStatuses(connection, gathered);
  await openMissing(connection, options, gathered);
}

/** @returns false when the server refuses options it offers (seen with gateways in front of other servers) */
async function listExtended(connection: Connection, options: ListingOptions, gathered: Gathered): Promise<boolean> {
  const { capabilities } = connection;
  const returned: CommandValue[] = [atom('SUBSCRIBED'), atom('CHILDREN')];
  if (capabilities.has('SPECIAL-USE')) returned.push(atom('SPECIAL-USE'));
  if (capabilities.has('LIST-STATUS') && gathered.statuses.size === 0)
    returned.push(atom('STATUS'), statusItems(connection).map(atom));
  try {
    await connection.run('LIST', ['', '*', atom('RETURN'), returned], {
      occasion: 'LIST',
      before: options.before,
      untagged: { ...options.others, ...handlers(gathered) },
    });
    return true;
  } catch (error) {
    if (!(error instanceof MailError) || error.facts.kind !== 'refused') throw error;
    return false;
  }
}

async function listPlain(connection: Connection, options: ListingOptions, gathered: Gathered): Promise<void> {
  await connection.run('LIST', ['', '*'], {
    occasion: 'LIST',
    before: [...options.before, 'LSUB "" "*"'],
    untagged: { ...options.others, ...handlers(gathered) },
  });
}

/** One refused STATUS must not hide the others: their outcome does not matter here, and a NOOP marks the end. */
async function askStatuses(connection: Connection, gathered: Gathered): Promise<void> {
  const items = statusItems(connection).join(' ');
  const selectables = [...gathered.listed.values()].filter(
    ({ attributes, wireForm }) => selectable(attributes) && !gathered.statuses.has(wireForm),
  );
  // A name that takes a literal cannot be sent along: what it has is seen when it is opened.
  const names = selectables.map(({ wireForm }) => nameArgument(wireForm)).filter((name) => name.type === 'STRING');
  for (let at = 0; at < names.length; at += STATUS_TOGETHER) {
    const before = names.slice(at, at + STATUS_TOGETHER).map(({ value }) => `STATUS ${quoted(value)} (${items})`);
    await connection.run('NOOP', [], { occasion: 'STATUS', before, untagged: handlers(gathered) });
  }
}

/**
 * What STATUS did not tell, or not in a way that can be used, EXAMINE does: a mailbox is what it is when it is opened. One that cannot be
 * opened either stays without a status; but a server that wants patience must not have its mailboxes taken for such. Rejects with what
 * such a server says.
 */
async function openMissing(connection: Connection, { names }: ListingOptions, gathered: Gathered): Promise<void> {
  const missing = [...gathered.listed.values()].filter(
    ({ attributes, wireForm }) => selectable(attributes) && !gathered.statuses.has(wireForm),
  );
  for (const { wireForm } of missing) {
    // The last connection did not live through it: whether the next one does, the copy will see.
    if (names.deadly.has(wireForm)) continue;
    names.deadly.add(wireForm);
    const refusal = await openFor(connection, wireForm, gathered);
    names.deadly.delete(wireForm);
    if (refusal !== null && refusal.facts.wide !== 'mailbox') await blameMailbox(connection, gathered, refusal);
  }
}

/** One mailbox may be out of order for ever, in words that are meant for the account: then another one has a status. */
async function blameMailbox(connection: Connection, gathered: Gathered, refusal: MailError): Promise<void> {
  const [healthy] = gathered.statuses.keys();
  if (refusal.facts.kind !== 'unavailable' || healthy === undefined) throw refusal;
  if (await openFor(connection, healthy, gathered)) throw refusal;
}

/** Takes the status from opening the mailbox. @returns the refusal, if it is one. Rejects when the connection does not live to tell. */
async function openFor(connection: Connection, wireForm: string, gathered: Gathered): Promise<MailError | null> {
  try {
    const { exists, uidNext, uidValidity, highestModseq } = await openMailbox(connection, nameArgument(wireForm));
    // Not told how many: there may be any number.
    if (exists !== null)
      gathered.statuses.set(wireForm, { messages: exists, uidNext, uidValidity, size: null, highestModseq });
    return null;
  } catch (error) {
    if (error instanceof MailError && (error.facts.outcome === 'refused' || connection.isOpen)) return error;
    throw error;
  }
}

function statusItems(connection: Connection): string[] {
  const items = ['MESSAGES', 'UIDNEXT', 'UIDVALIDITY'];
  const { capabilities } = connection;
  if (capabilities.has('CONDSTORE') || capabilities.has('QRESYNC')) items.push('HIGHESTMODSEQ');
  if (capabilities.has('STATUS=SIZE')) items.push('SIZE');
  return items;
}

/** Each tells whether it was news: a server may go on telling the same for ever. */
function handlers(gathered: Gathered): OtherHandlers {
  const { listed, subscribed, statuses } = gathered;
  return {
    LIST: ({ attributes }) => {
      const entry = readListed(attributes ?? []);
      return entry !== null && enter(gathered, listed, entry.wireForm, entry);
    },
    LSUB: ({ attributes }) => {
      const entry = readListed(attributes ?? []);
      return entry !== null && selectable(entry.attributes) && enter(gathered, subscribed, entry.wireForm, entry);
    },
    STATUS: ({ attributes }) => {
      const status = readStatus(attributes?.[1]);
      return status !== null && enter(gathered, statuses, readName(attributes?.[0]), status);
    },
  };
}

/** Enters what was told of a mailbox; what comes later counts. @returns whether it is the first of it @throws MailError for too much */
function enter<Told>(gathered: Gathered, into: Map<string, Told>, wireForm: string, told: Told): boolean {
  const isNews = !into.has(wireForm);
  into.set(wireForm, told);
  if (!isNews) return false;
  gathered.octets += wireForm.length;
  if (into.size > MOST_MAILBOXES || gathered.octets > MOST_LISTED_BYTES)
    throw new MailError(
      translateError(new WireError('TOO_MANY_MAILBOXES'), { occasion: 'LIST', side: gathered.side, written: true }),
    );
  return true;
}

function readListed([attributes, delimiter, name]: readonly ResponseValue[]): Listed | null {
  if (!isList(attributes) || name === undefined) return null;
  const wireForm = readName(name);
  if (wireForm === '') return null;
  return { wireForm, delimiter: textOf(delimiter) || null, attributes: textsOf(attributes) };
}

/** A mailbox called NIL may come as a bare atom. */
function readName(name: ResponseValue | undefined): string {
  const wireForm = name === null ? 'NIL' : (octetTextOf(name) ?? '');
  return wireForm.toUpperCase() === 'INBOX' ? 'INBOX' : wireForm;
}

function readStatus(list: ResponseValue | undefined): MailboxStatus | null {
  const items = pairsOf(list);
  const messages = uint32Of(items.get('MESSAGES'));
  const uidNext = uint32Of(items.get('UIDNEXT'));
  const uidValidity = uint32Of(items.get('UIDVALIDITY'));
  if (messages === null || !uidNext || !uidValidity) return null;
  const highestModseq = modseqOf(items.get('HIGHESTMODSEQ')) || null;
  return { messages, uidNext, uidValidity, size: numberOf(items.get('SIZE')), highestModseq };
}

function describe(listed: Listed, { subscribed, statuses }: Gathered, { names, utf8 }: ListingOptions): ListedMailbox {
  const { wireForm, delimiter, attributes } = listed;
  return {
    name: names.remember(wireForm, utf8),
    delimiter,
    attributes: attributes.filter((attribute) => attribute.toLowerCase() !== '\\subscribed'),
    subscribed: has(attributes, '\\subscribed') || subscribed.has(wireForm),
    status: selectable(attributes) ? (statuses.get(wireForm) ?? null) : null,
  };
}

function selectable(attributes: readonly string[]): boolean {
  return !has(attributes, '\\noselect') && !has(attributes, '\\nonexistent');
}

function has(attributes: readonly string[], wanted: string): boolean {
  return attributes.some((attribute) => attribute.toLowerCase() === wanted);
}
