import { textOf } from './command.ts';
import { AT_DESTINATION, AT_SOURCE, BOTH, inGroup, type Kind, type Stage } from './kind.ts';
import { sameName, type QuirkyMailbox } from './mailbox.ts';
import type { Instead, Moment, OpeningLine, Quirk } from './quirk.ts';

const inOpening = inGroup('opening');
const inMailbox = inGroup('mailbox');

/** SELECT and EXAMINE leave something out. */
function without(about: OpeningLine['about'], words = '', more: Partial<Quirk> = {}): () => Quirk {
  return () => ({
    words: `SELECT without ${about}${words}`,
    opening: (lines) => lines.filter((line) => line.about !== about),
    ...more,
  });
}

function changed(
  about: OpeningLine['about'],
  words: string,
  change: (text: string, moment: Moment) => string,
): () => Quirk {
  return () => ({
    words,
    opening: (lines, moment) =>
      lines.map((line) => (line.about === about ? { ...line, text: change(line.text, moment) } : line)),
  });
}

/** Whether a FETCH asks for the last message, by its number. */
function asksForLast({ command }: Moment): boolean {
  return command.name === 'FETCH' && textOf(command.args[0]) === '*';
}

const FLAGS_FIRST: Partial<Quirk> = {
  fetched: (answers, moment) =>
    asksForLast(moment)
      ? answers.map((answer) => ({ ...answer, items: [{ name: 'FLAGS', value: '()' }, ...answer.items] }))
      : answers,
};
const NOTHING: Partial<Quirk> = { fetched: (answers, moment) => (asksForLast(moment) ? [] : answers) };

/** Something is the matter with one mailbox, not INBOX if there is another. */
function oneMailbox(words: string, happens: (moment: Moment, name: string) => Instead | null): (stage: Stage) => Quirk {
  return ({ draw, mailboxes }) => {
    const others = mailboxes.filter((name) => !sameName(name, 'INBOX'));
    const name = draw.pick(others.length > 0 ? others : mailboxes);
    return {
      words: `${name} ${words}`,
      instead: (moment) => (sameName(textOf(moment.command.args[0]), name) ? happens(moment, name) : null),
    };
  };
}

function isOpened({ command }: Moment): boolean {
  return command.name === 'SELECT' || command.name === 'EXAMINE';
}

/** When it is about to be opened, another client has done this to a mailbox that is not INBOX. */
function overtaken(words: string, change: (mailbox: QuirkyMailbox, moment: Moment) => void): (stage: Stage) => Quirk {
  return oneMailbox(words, (moment, name) => {
    const mailbox = moment.server.find(name);
    if (mailbox && isOpened(moment) && !sameName(name, 'INBOX')) change(mailbox, moment);
    return null;
  });
}

/** What SELECT and EXAMINE tell, and mailboxes that do not open. */
export const openingKinds: readonly Kind[] = [
  // RFC 3501 lets a server leave UIDNEXT out; then clients ask for the last message, which Winmail and others answer in their own way.
  inOpening('SELECT without UIDNEXT', BOTH, 'all', without('UIDNEXT')),
  inOpening(
    'SELECT without UIDNEXT, FETCH * with FLAGS first',
    BOTH,
    'all',
    without('UIDNEXT', ', FETCH * tells FLAGS first', FLAGS_FIRST),
  ),
  inOpening(
    'SELECT without UIDNEXT, FETCH * without an answer',
    BOTH,
    'all',
    without('UIDNEXT', ', FETCH * tells nothing', NOTHING),
  ),
  inOpening('SELECT without EXISTS', BOTH, 'all', without('EXISTS')),
  inOpening('SELECT without PERMANENTFLAGS', BOTH, 'all', without('PERMANENTFLAGS')),
  // RFC 9051 2.3.1.1 lets a server have no unique identifiers: nothing can be moved safely then.
  inOpening('SELECT without UIDVALIDITY', BOTH, 'stops', without('UIDVALIDITY')),
  // Stores without memory (UIDNOTSTICKY): UIDs are good for one session.
  inOpening(
    'another UIDVALIDITY on each connection',
    BOTH,
    'stops',
    changed('UIDVALIDITY', 'another UIDVALIDITY on each connection', (text, { session }) =>
      text.replace(/\d+/, (known) => String(Number(known) + session.id)),
    ),
  ),
  // Damaged mailboxes.
  inMailbox(
    'a mailbox that does not open',
    BOTH,
    'named',
    oneMailbox('does not open', (moment) => (isOpened(moment) ? { answer: 'NO mailbox cannot be opened' } : null)),
  ),
  inMailbox(
    'a mailbox that does not open: [UNAVAILABLE]',
    BOTH,
    'stops',
    oneMailbox('does not open', (moment) =>
      isOpened(moment) ? { answer: 'NO [UNAVAILABLE] mailbox is locked' } : null,
    ),
  ),
  // Quotas by number, names that are kept for something else.
  inMailbox(
    'a mailbox that cannot be made',
    AT_DESTINATION,
    'named',
    oneMailbox('cannot be made', ({ command }) => (command.name === 'CREATE' ? { answer: 'NO not permitted' } : null)),
  ),
  // Another client, between LIST and EXAMINE.
  inMailbox(
    'a mailbox that is deleted',
    AT_SOURCE,
    'named',
    overtaken('is deleted before it is opened', (mailbox, { server }) => server.remove(mailbox)),
  ),
  inMailbox(
    'a mailbox that is renamed',
    AT_SOURCE,
    'named',
    overtaken('is renamed before it is opened', (mailbox) => mailbox.rename(`${mailbox.name} 2026`)),
  ),
];
