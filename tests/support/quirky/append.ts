import { listOf, textOf, type Argument } from './command.ts';
import type { Held, Letter, QuirkyMailbox } from './mailbox.ts';
import type { Moment, Stored } from './quirk.ts';
import type { Response } from './response.ts';
import type { Session } from './session.ts';

/** RFC 9051 9 `date-time`; which days there are is another matter. */
const DATE_TIME = /^[ 0-3]\d-[A-Z][a-z]{2}-\d{4} [0-2]\d:[0-5]\d:[0-6]\d [+-]\d{4}$/;

/** APPEND (RFC 9051 6.3.12) of one or, with MULTIAPPEND (RFC 3502), several messages: all of them are stored or none. */
export function append(_: Session, moment: Moment): readonly Response[] {
  const { command, server } = moment;
  const mailbox = server.find(textOf(command.args[0]));
  if (!mailbox) {
    moment.tagged = 'NO [TRYCREATE] no such mailbox';
    return [];
  }
  const letters = lettersOf(command.args.slice(1));
  const refused = refusalOf(letters, moment);
  if (refused) {
    const isHalf = server.quirks.some(({ storesUpToRefused }) => storesUpToRefused);
    for (const letter of isHalf ? letters.slice(0, refused.at) : []) keep(letter, mailbox, moment);
    moment.tagged = refused.text;
    return [];
  }
  const uids = letters.map((letter) => keep(letter, mailbox, moment).toString());
  if (server.capabilities.includes('UIDPLUS'))
    moment.tagged = `OK [APPENDUID ${String(mailbox.uidValidity)} ${uids.join(',')}] stored`;
  else moment.tagged = 'OK stored';
  return [];
}

/** The messages of an APPEND command, after the mailbox. */
export function lettersOf(args: readonly Argument[]): readonly Letter[] {
  const letters: Letter[] = [];
  let flags: readonly string[] = [];
  let internalDate = '01-Jan-2024 00:00:00 +0000';
  for (const argument of args) {
    if (Buffer.isBuffer(argument)) {
      letters.push({ body: Buffer.from(argument), flags, internalDate });
      flags = [];
    } else if (typeof argument === 'string') internalDate = argument;
    else flags = listOf(argument).map(textOf);
  }
  return letters;
}

/** The first message that is refused, and how. */
function refusalOf(letters: readonly Letter[], moment: Moment): { readonly at: number; readonly text: string } | null {
  for (const [at, letter] of letters.entries()) {
    if (!DATE_TIME.test(letter.internalDate)) return { at, text: 'BAD invalid date-time' };
    for (const quirk of moment.server.quirks) {
      const text = quirk.refusal?.(letter, moment) ?? null;
      if (text !== null) return { at, text };
    }
  }
  return null;
}

/** @returns the UID that the client is told */
function keep(letter: Letter, mailbox: QuirkyMailbox, { server }: Moment): number {
  let stored: Stored | Held | null = { ...letter, served: letter.body };
  for (const quirk of server.quirks) {
    if (quirk.stored && stored && !('uid' in stored)) stored = quirk.stored(stored, mailbox);
  }
  if (stored && 'uid' in stored) return stored.uid;
  if (stored) return mailbox.add(stored, stored.served).uid;
  // Told as stored, and nowhere to be found.
  mailbox.uidNext += 1;
  return mailbox.uidNext - 1;
}
