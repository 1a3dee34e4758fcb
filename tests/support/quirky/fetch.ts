import { listOf, textOf, type Argument } from './command.ts';
import type { Held } from './mailbox.ts';
import type { Moment } from './quirk.ts';
import { writeFetch, type FetchAnswer, type FetchItem, type Response } from './response.ts';
import { named } from './sequence.ts';
import type { Session } from './session.ts';

const END_OF_HEADER = Buffer.from('\r\n\r\n');
const SECTION = /^(?:BODY|BODY\.PEEK)\[(?<section>[^\]]*)\](?:<(?<from>\d+)\.(?<count>\d+)>)?$/;

/** FETCH and UID FETCH (RFC 9051 6.4.5). */
export function fetchMessages(session: Session, moment: Moment): readonly Response[] {
  const { command, server } = moment;
  const byUid = command.name === 'UID FETCH';
  const items = itemsAsked(command.args[1], byUid);
  const messages = named(session, textOf(command.args[0]), byUid);
  if (!session.readOnly && items.some(marksSeen)) for (const { message } of messages) markSeen(message);
  const plain = messages.map(({ sequence, message }): FetchAnswer => {
    return { sequence, message, items: items.flatMap((item) => readItem(message, item) ?? []) };
  });
  if (plain.some((answer) => answer.items.length < items.length)) {
    moment.tagged = 'BAD unknown data item';
    return [];
  }
  return server.quirks
    .reduce((so, quirk) => quirk.fetched?.(so, moment) ?? so, plain as readonly FetchAnswer[])
    .map(writeFetch);
}

/** The data items of a FETCH command, in upper case. */
export function itemsAsked(argument: Argument | undefined, byUid: boolean): readonly string[] {
  const asked = (typeof argument === 'string' ? [argument] : listOf(argument)).map((item) =>
    textOf(item).toUpperCase(),
  );
  return byUid && !asked.includes('UID') ? ['UID', ...asked] : asked;
}

function marksSeen(item: string): boolean {
  return /^(?:BODY\[|RFC822$|RFC822\.TEXT$)/.test(item);
}

function markSeen(message: Held): void {
  const seen = String.raw`\Seen`;
  if (!message.flags.includes(seen)) message.flags = [...message.flags, seen];
}

function readItem(message: Held, item: string): FetchItem | null {
  const { uid, flags, internalDate, body } = message;
  switch (item) {
    case 'UID':
      return { name: item, value: String(uid) };
    case 'FLAGS':
      return { name: item, value: `(${flags.join(' ')})` };
    case 'INTERNALDATE':
      return { name: item, value: `"${internalDate}"` };
    case 'RFC822.SIZE':
      return { name: item, value: String(body.length) };
    case 'RFC822':
      return { name: item, value: { octets: body } };
    case 'RFC822.HEADER':
      return { name: item, value: { octets: headerOf(body) } };
    case 'RFC822.TEXT':
      return { name: item, value: { octets: body.subarray(headerOf(body).length) } };
    default:
      return readSection(body, item);
  }
}

function readSection(body: Buffer, item: string): FetchItem | null {
  const { section, from, count } = SECTION.exec(item)?.groups ?? {};
  const octets = section === undefined ? null : sectionOf(body, section);
  if (section === undefined || octets === null) return null;
  const name = `BODY[${section}]`;
  if (from === undefined) return { name, value: { octets } };
  return { name: `${name}<${from}>`, value: { octets: octets.subarray(Number(from), Number(from) + Number(count)) } };
}

function sectionOf(body: Buffer, section: string): Buffer | null {
  if (section === '') return body;
  if (section === 'HEADER') return headerOf(body);
  if (section === 'TEXT') return body.subarray(headerOf(body).length);
  const fields = /^HEADER\.FIELDS \((.*)\)$/.exec(section)?.[1];
  if (fields === undefined) return null;
  const wanted = new Set(fields.split(' ').map((field) => field.replaceAll('"', '').toLowerCase()));
  const lines =
    headerOf(body)
      .toString('latin1')
      .match(/[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*/g) ?? [];
  const kept = lines.filter((line) => wanted.has((line.split(':')[0] ?? '').toLowerCase()));
  return Buffer.from(`${kept.join('')}\r\n`, 'latin1');
}

/** With the empty line that ends it; all of a message that has none. */
function headerOf(body: Buffer): Buffer {
  const end = body.indexOf(END_OF_HEADER);
  return end < 0 ? body : body.subarray(0, end + END_OF_HEADER.length);
}
