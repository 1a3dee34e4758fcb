import { listOf, textOf, type Argument } from './command.ts';
import type { QuirkyMailbox } from './mailbox.ts';
import type { ListLine, Moment, OpeningLine, StatusLine } from './quirk.ts';
import { quoted, type Response } from './response.ts';
import type { Session } from './session.ts';

/** LIST (RFC 9051 6.3.9), with RETURN options of RFC 5258 and RFC 5819. */
export function list(_: Session, moment: Moment): readonly Response[] {
  const { args } = moment.command;
  const pattern = textOf(args[1]);
  const returned = listOf(args[3]);
  if (pattern === '') return [[String.raw`* LIST (\Noselect) "${moment.server.delimiter}" ""`]];
  const wanted = statusItems(returned);
  const isExtended = args.length > 2;
  return matching(moment, pattern).flatMap((mailbox) => {
    const subscribed = isExtended && mailbox.subscribed ? [String.raw`\Subscribed`] : [];
    const line = writeList(moment, 'LIST', mailbox, subscribed);
    const told = wanted === null ? null : statusLine(moment, mailbox, wanted);
    return told ? [line, told] : [line];
  });
}

/** LSUB (RFC 3501 6.3.9). */
export function lsub(_: Session, moment: Moment): readonly Response[] {
  const subscribed = matching(moment, textOf(moment.command.args[1])).filter((mailbox) => mailbox.subscribed);
  return subscribed.map((mailbox) => writeList(moment, 'LSUB', mailbox, []));
}

/** STATUS (RFC 9051 6.3.11). */
export function status(_: Session, moment: Moment): readonly Response[] {
  const mailbox = find(moment);
  if (!mailbox) return [];
  const line = statusLine(moment, mailbox, listOf(moment.command.args[1]));
  return line ? [line] : [];
}

/** CREATE (RFC 9051 6.3.4). */
export function create(_: Session, moment: Moment): readonly Response[] {
  const { server, command } = moment;
  const name = textOf(command.args[0]).replace(/\/$/, '');
  if (server.find(name)) moment.tagged = 'NO [ALREADYEXISTS] mailbox exists';
  else server.make(name).subscribed = false;
  return [];
}

/** DELETE (RFC 9051 6.3.5). */
export function deleteMailbox(_: Session, moment: Moment): readonly Response[] {
  const mailbox = find(moment);
  if (mailbox) moment.server.remove(mailbox);
  return [];
}

/** RENAME (RFC 9051 6.3.6). */
export function rename(_: Session, moment: Moment): readonly Response[] {
  find(moment)?.rename(textOf(moment.command.args[1]));
  return [];
}

/** SUBSCRIBE and UNSUBSCRIBE (RFC 9051 6.3.7, 6.3.8). */
export function subscribe(_: Session, moment: Moment): readonly Response[] {
  const mailbox = find(moment);
  if (mailbox) mailbox.subscribed = moment.command.name === 'SUBSCRIBE';
  return [];
}

/** SELECT and EXAMINE (RFC 9051 6.3.2, 6.3.3). */
export function openMailbox(session: Session, moment: Moment): readonly Response[] {
  session.mailbox = null;
  session.view = [];
  const mailbox = find(moment);
  if (!mailbox) return [];
  session.mailbox = mailbox;
  session.view = mailbox.messages;
  session.readOnly = moment.command.name === 'EXAMINE';
  moment.tagged = session.readOnly ? 'OK [READ-ONLY] opened' : 'OK [READ-WRITE] opened';
  const lines = moment.server.quirks.reduce((so, quirk) => quirk.opening?.(so, moment) ?? so, openingLines(mailbox));
  return lines.map(({ text }) => [text]);
}

/** The mailbox of the first argument; where there is none, the refusal is in the moment. */
export function find(moment: Moment): QuirkyMailbox | null {
  const mailbox = moment.server.find(textOf(moment.command.args[0]));
  if (!mailbox) moment.tagged = 'NO [NONEXISTENT] no such mailbox';
  return mailbox;
}

function openingLines({ messages, uidValidity, uidNext }: QuirkyMailbox): readonly OpeningLine[] {
  return [
    { about: 'EXISTS', text: `* ${String(messages.length)} EXISTS` },
    { about: 'FLAGS', text: String.raw`* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)` },
    {
      about: 'PERMANENTFLAGS',
      text: String.raw`* OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] kept`,
    },
    { about: 'UIDVALIDITY', text: `* OK [UIDVALIDITY ${String(uidValidity)}] valid` },
    { about: 'UIDNEXT', text: `* OK [UIDNEXT ${String(uidNext)}] next` },
  ];
}

function matching({ server }: Moment, pattern: string): readonly QuirkyMailbox[] {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  const expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('%', '[^/]*')}$`, 's');
  return server.mailboxes.filter(({ name }) => expression.test(name));
}

function writeList(moment: Moment, kind: 'LIST' | 'LSUB', mailbox: QuirkyMailbox, more: readonly string[]): Response {
  const { server } = moment;
  const plain: ListLine = { mailbox, attributes: [...mailbox.attributes, ...more], name: [quoted(mailbox.name)] };
  const { attributes, name } = server.quirks.reduce((so, quirk) => quirk.listed?.(so) ?? so, plain);
  return [`* ${kind} (${attributes.join(' ')}) "${server.delimiter}" `, ...name];
}

function statusItems(returned: readonly Argument[]): readonly Argument[] | null {
  const at = returned.findIndex((option) => textOf(option).toUpperCase() === 'STATUS');
  return at < 0 ? null : listOf(returned[at + 1]);
}

function statusLine(moment: Moment, mailbox: QuirkyMailbox, wanted: readonly Argument[]): Response | null {
  const values: Readonly<Record<string, number>> = {
    MESSAGES: mailbox.messages.length,
    UIDNEXT: mailbox.uidNext,
    UIDVALIDITY: mailbox.uidValidity,
    UNSEEN: mailbox.messages.filter(({ flags }) => !flags.includes(String.raw`\Seen`)).length,
    RECENT: 0,
  };
  const items = wanted.flatMap((item) => {
    const name = textOf(item).toUpperCase();
    const value = values[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  let line: StatusLine | null = { mailbox, name: quoted(mailbox.name), items };
  for (const quirk of moment.server.quirks) if (line && quirk.status) line = quirk.status(line, moment);
  return line && [`* STATUS ${line.name} (${line.items.map((item) => item.join(' ')).join(' ')})`];
}
