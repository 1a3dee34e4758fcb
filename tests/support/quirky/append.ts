import { listOf, textOf, type Argument } from './command.ts';
import type { Held, Letter, QuirkyMailbox } from './mailbox.ts';
import type { Moment, Stored } from './quirk.ts';
import type { Response } from './response.ts';
import type { Session } from './session.ts';

/** APPEND (RFC 9051 6.3.12) of one or, with MULTIAPPEND (RFC 3502), several messages: all of them are stored or none. */
export function append(_: Session, moment: Moment): readonly Response[] {
  const { command, server } = moment;
  const mailbox = server.find(textOf(command.args[0]));
  if (!mailbox) {
    moment.tagged = 'NO [TRYCREATE] no such mailbox';
    return [];
  }
  const letters = lettersOf(command.args.slice(1));
  const refusal = refusalOf(letters, moment);
  if (refusal !== null) {
    moment.tagged = refusal;
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

function refusalOf(letters: readonly Letter[], moment: Moment): string | null {
  for (const quirk of moment.server.quirks) {
    for (const letter of letters) {
      const refusal = quirk.refusal?.(letter, moment) ?? null;
      if (refusal !== null) return refusal;
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
