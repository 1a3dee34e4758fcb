import type { AnnouncedLiteral } from './command-reader.ts';
import { findMailbox } from './mailbox-name.ts';
import { decodeModifiedUtf7 } from '../../../shared/modified-utf7.ts';
import { CommandFailure, bad, no } from './outcome.ts';
import { parseHead } from './command-head.ts';
import type { Session } from './session.ts';
import { parseValues, stringOf, type CommandPart, type Value } from './values.ts';

/** Literals that are no messages. */
const LARGEST_ARGUMENT = 65_536;
/** RFC 7888 5: LITERAL- lets a client send this much unasked. */
const LITERAL_MINUS = 4_096;
const LARGEST_MESSAGE = 268_435_456;

/** Decides about a literal from what was read before it; null lets it come. */
export function judgeLiteral(
  session: Session,
  parts: readonly CommandPart[],
  literal: AnnouncedLiteral,
): CommandFailure | null {
  const { features } = session.context;
  if (!literal.synchronising && features.literal === null) return bad('Non-synchronising literals are not offered');
  if (!literal.synchronising && features.literal === 'LITERAL-' && literal.size > LITERAL_MINUS) {
    return bad('Non-synchronising literal larger than 4096 bytes');
  }
  const head = parseHead(parts);
  try {
    const args = head === null ? [] : parseValues(head.args, true);
    if (head?.verb === 'APPEND' && session.signedIn && args.length > 1) return judgeMessage(session, args, literal);
  } catch (error) {
    if (error instanceof CommandFailure) return error;
    throw error;
  }
  return literal.size > LARGEST_ARGUMENT ? bad('Literal too large') : null;
}

/** Whatever is known before the bytes are sent is said before: the client saves the upload. */
function judgeMessage(session: Session, args: readonly Value[], literal: AnnouncedLiteral): CommandFailure | null {
  const { context } = session;
  const { appendLimit, quota, multiappend } = context.features;
  const raw = stringOf(args[0]);
  const name = session.utf8 ? Buffer.from(raw, 'latin1').toString('utf8') : decodeModifiedUtf7(raw);
  if (name === null || findMailbox(context, name) === undefined) return no('[TRYCREATE] Mailbox does not exist');
  const messages = args
    .slice(1)
    .flatMap((value) => (value.kind === 'list' ? value.items : [value]))
    .filter((value) => value.kind === 'literal');
  if (messages.length > 1 && !multiappend) return bad('One message per APPEND');
  if (literal.size > (appendLimit ?? LARGEST_MESSAGE)) return no('[TOOBIG] Message is larger than APPENDLIMIT');
  const bytes = messages.reduce((total, value) => total + value.bytes.length, literal.size);
  return quota !== null && context.store.usedBytes + bytes > quota ? no('[OVERQUOTA] Quota exceeded') : null;
}
