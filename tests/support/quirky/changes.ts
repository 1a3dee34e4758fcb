import { listOf, textOf } from './command.ts';
import type { Moment } from './quirk.ts';
import type { Response } from './response.ts';
import { named } from './sequence.ts';
import type { Session } from './session.ts';

/** SEARCH and UID SEARCH (RFC 9051 6.4.4): by sets; all else finds everything. */
export function search(session: Session, { command }: Moment): readonly Response[] {
  const byUid = command.name === 'UID SEARCH';
  const keys = command.args.map(textOf);
  const at = keys.findIndex((key) => key.toUpperCase() === 'UID');
  const set = keys.find((key) => /^[\d*][\d:*,]*$/.test(key)) ?? '1:*';
  const found = named(session, set, at >= 0);
  return [[['* SEARCH', ...found.map(({ sequence, message }) => String(byUid ? message.uid : sequence))].join(' ')]];
}

/** STORE and UID STORE (RFC 9051 6.4.6). */
export function store(session: Session, moment: Moment): readonly Response[] {
  const { command } = moment;
  if (session.readOnly) return refused(moment);
  const [set, how, flags] = command.args;
  const given = listOf(flags).map(textOf);
  const mode = textOf(how).toUpperCase();
  const found = named(session, textOf(set), command.name === 'UID STORE');
  for (const { message } of found) {
    const others = message.flags.filter((flag) => !given.includes(flag));
    message.flags = mode.startsWith('-') ? others : mode.startsWith('+') ? [...others, ...given] : given;
  }
  if (mode.endsWith('.SILENT')) return [];
  return found.map(({ sequence, message: { uid, flags: now } }) => [
    `* ${String(sequence)} FETCH (UID ${String(uid)} FLAGS (${now.join(' ')}))`,
  ]);
}

/** COPY and UID COPY (RFC 9051 6.4.7). */
export function copy(session: Session, moment: Moment): readonly Response[] {
  const { command, server } = moment;
  const target = server.find(textOf(command.args[1]));
  if (!target) {
    moment.tagged = 'NO [TRYCREATE] no such mailbox';
    return [];
  }
  const found = named(session, textOf(command.args[0]), command.name === 'UID COPY');
  const made = found.map(({ message }) => target.add({ ...message, body: message.sent }, message.body));
  const [from, to] = [found.map(({ message }) => message), made].map((some) => some.map(({ uid }) => uid).join(','));
  if (server.capabilities.includes('UIDPLUS') && made.length > 0)
    moment.tagged = `OK [COPYUID ${String(target.uidValidity)} ${from ?? ''} ${to ?? ''}] copied`;
  return [];
}

/** EXPUNGE and UID EXPUNGE (RFC 9051 6.4.3, 6.4.9). */
export function expunge(session: Session, moment: Moment): readonly Response[] {
  if (session.readOnly) return refused(moment);
  const deleted = session.mailbox?.messages.filter(({ flags }) => flags.includes(String.raw`\Deleted`)) ?? [];
  session.mailbox?.remove(new Set(deleted));
  return [];
}

function refused(moment: Moment): readonly Response[] {
  moment.tagged = 'NO opened with EXAMINE';
  return [];
}
