import { assertNever } from '../../../../shared/assert-never.ts';
import { parseFetchItems, type FetchItem } from '../fetch-items.ts';
import { formatBodyStructure } from '../message/body-structure.ts';
import { formatEnvelope } from '../message/envelope.ts';
import { bodyStart, headerFields } from '../message/header.ts';
import { parseMime } from '../message/mime-tree.ts';
import { readSection } from '../message/section.ts';
import { nameToWire } from '../mailbox-name.ts';
import { messagesInSet } from '../message-set.ts';
import { bad, ok, type Outcome } from '../outcome.ts';
import { quote } from '../quoting.ts';
import type { Numbered } from '../selected-mailbox.ts';
import type { Session } from '../session.ts';
import type { GmailMarks, StoredMessage } from '../stored-mailbox.ts';
import { keywordOf, listOf, stringOf, type Value } from '../values.ts';

/** FETCH and UID FETCH (RFC 9051 6.4.5), with CHANGEDSINCE (RFC 7162). Bodies are made one at a time, as the client reads. */
export async function fetch(session: Session, args: readonly Value[], byUid: boolean): Promise<Outcome> {
  const selected = session.requireSelected();
  const asked = parseFetchItems(args[1], byUid);
  const since = changedSince(session, args[2]);
  const items = since !== null && !asks(asked, 'MODSEQ') ? [...asked, MODSEQ] : asked;
  if (asks(items, 'MODSEQ')) session.condstore = true;
  const reads = items.some((item) => item.kind === 'section' && !item.peek) && !selected.readOnly;
  const { messageLimit } = session.context.features;
  const wanted = messagesInSet(selected, stringOf(args[0]), byUid);
  const { numbered: answered, outcome } = messageLimit === null ? whole(wanted) : limited([...wanted], messageLimit);
  for (const numbered of answered) {
    const { message } = numbered;
    if (since !== null && message.modseq <= since) continue;
    if (session.context.script.withholds?.(message, isBodies(items) ? 'body' : 'index') === true) continue;
    await writeMessage(session, numbered, items);
    if (reads && !message.flags.includes('\\Seen')) selected.mailbox.setFlags(message, [...message.flags, '\\Seen']);
  }
  return outcome;
}

/** What a FETCH answers, and how it ends. */
interface Answered {
  readonly numbered: Iterable<Numbered>;
  readonly outcome: Outcome;
}

function whole(numbered: Iterable<Numbered>): Answered {
  return { numbered, outcome: ok('FETCH completed') };
}

/** RFC 9738 3.1: from the newest down, and the last one's UID tells where to go on. */
function limited(wanted: readonly Numbered[], limit: number): Answered {
  if (wanted.length <= limit) return whole(wanted);
  const numbered = wanted.toReversed().slice(0, limit);
  const code = `[MESSAGELIMIT ${String(limit)} ${String(numbered.at(-1)?.message.uid ?? 0)}]`;
  return { numbered, outcome: ok(`${code} FETCH completed with ${String(limit)} partial results`) };
}

/** Whether whole messages are asked for. */
function isBodies(items: readonly FetchItem[]): boolean {
  return items.some((item) => item.kind === 'section' && item.label === 'BODY[]');
}

const MODSEQ: FetchItem = { kind: 'plain', name: 'MODSEQ' };

function asks(items: readonly FetchItem[], name: 'MODSEQ'): boolean {
  return items.some((item) => item.kind === 'plain' && item.name === name);
}

function changedSince(session: Session, value: Value | undefined): number | null {
  if (value === undefined) return null;
  const [name, modseq] = listOf(value);
  if (!session.context.features.condstore || keywordOf(name) !== 'CHANGEDSINCE') throw bad('Unknown fetch modifier');
  const since = Number(stringOf(modseq));
  if (!Number.isSafeInteger(since)) throw bad('Invalid mod-sequence');
  return since;
}

async function writeMessage(session: Session, numbered: Numbered, items: readonly FetchItem[]): Promise<void> {
  const { message } = numbered;
  let made: Buffer | null = null;
  const body = (): Buffer => (made ??= message.body());
  let text = `* ${String(numbered.sequence)} FETCH (`;
  for (const [index, item] of items.entries()) {
    if (index > 0) text += ' ';
    if (item.kind === 'plain') {
      text += plainItem(session, message, item.name, body);
      continue;
    }
    const bytes = sectionBytes(item, body());
    if (bytes === null) text += `${item.label} NIL`;
    else {
      await session.wire.write(`${text}${item.label} {${String(bytes.length)}}\r\n`);
      await session.wire.write(bytes);
      text = '';
    }
  }
  await session.wire.write(`${text})\r\n`);
}

function sectionBytes(item: FetchItem & { kind: 'section' }, body: Buffer): Buffer | null {
  const bytes = readSection(body, item.section);
  if (bytes === null || item.partial === null) return bytes;
  return bytes.subarray(item.partial.origin, item.partial.origin + item.partial.length);
}

type PlainName = (FetchItem & { kind: 'plain' })['name'];

function plainItem(session: Session, message: StoredMessage, name: PlainName, body: () => Buffer): string {
  return `${name} ${plainValue(session, message, name, body)}`;
}

function plainValue(session: Session, message: StoredMessage, name: PlainName, body: () => Buffer): string {
  switch (name) {
    case 'UID':
      return String(message.uid);
    case 'FLAGS':
      return `(${message.flags.join(' ')})`;
    case 'INTERNALDATE':
      return `"${message.internalDate}"`;
    case 'RFC822.SIZE':
      return String(session.context.script.announcedSize?.(message) ?? message.size);
    case 'MODSEQ':
      return `(${String(message.modseq)})`;
    case 'X-GM-MSGID':
      return gmailOf(session, message).id;
    case 'X-GM-LABELS':
      return `(${gmailOf(session, message)
        .labels.map((label) => labelToWire(session, label))
        .join(' ')})`;
    case 'ENVELOPE':
      return formatEnvelope(headerFields(body().subarray(0, bodyStart(body()))));
    case 'BODY':
    case 'BODYSTRUCTURE':
      return formatBodyStructure(body(), parseMime(body()), name === 'BODYSTRUCTURE');
    default:
      return assertNever(name);
  }
}

/** Throws BAD where the server does not speak Gmail's extensions. */
function gmailOf(session: Session, message: StoredMessage): GmailMarks {
  if (!session.context.features.gmail) throw bad('Unknown fetch item');
  return message.gmail ?? { id: '0', labels: [] };
}

/** System labels come quoted, others as atoms where they can, as in Gmail's own description. */
function labelToWire(session: Session, label: string): string {
  if (label.startsWith('\\')) return quote(label);
  return /^[A-Za-z0-9_-]+$/.test(label) ? label : nameToWire(session, label);
}
