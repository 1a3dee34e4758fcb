import type { AppendReceipt, OutgoingMessage, OutgoingStream } from '../engine/ports.ts';
import { expandUidSet } from '../../shared/sequence-set.ts';
import type { Connection } from './connection.ts';
import type { CommandValue } from './imapflow-internals.ts';
import { messageLimit } from './message-limit.ts';
import { textOf, uint32Of } from './response-values.ts';
import type { ServerAnswer } from './server-answer.ts';

/** Bounds the time a server works on one command; the engine's batches are smaller anyway. */
const MOST_MESSAGES = 1000;

/** How many messages one APPEND may carry (RFC 3502, RFC 9738). */
export function maxBatchMessages(capabilities: ReadonlySet<string>): number {
  return capabilities.has('MULTIAPPEND') ? Math.min(MOST_MESSAGES, messageLimit(capabilities) ?? MOST_MESSAGES) : 1;
}

/** One APPEND for the whole batch; see {@link DestinationSession.append}. */
export async function appendMessages(
  connection: Connection,
  mailbox: CommandValue,
  batch: readonly OutgoingMessage[],
): Promise<AppendReceipt | null> {
  if (batch.length === 0) throw new Error('APPEND without a message');
  const binary = connection.capabilities.has('BINARY');
  const values = [mailbox, ...batch.flatMap((message) => describeMessage(message, binary))];
  const answer = await connection.run('APPEND', values, { occasion: 'APPEND' });
  return readReceipt(answer, batch.length);
}

/** One APPEND for one large message; see {@link DestinationSession.appendLarge}. */
export async function appendLarge(
  connection: Connection,
  mailbox: CommandValue,
  { flags, internalDate, hasNul, octets }: OutgoingStream,
): Promise<AppendReceipt | null> {
  const isLiteral8 = hasNul && connection.capabilities.has('BINARY');
  const answer = await connection.run('APPEND', [mailbox, ...describeHead({ flags, internalDate })], {
    occasion: 'APPEND',
    streamed: { type: 'STREAM', length: octets.length, octets, isLiteral8 },
  });
  return readReceipt(answer, 1);
}

/**
 * A message with NUL goes as literal8 where the server offers it (RFC 3516 4.2): a plain literal must not hold NUL, and
 * what a server makes of one that does is its own choice.
 */
function describeMessage({ flags, internalDate, body }: OutgoingMessage, binary: boolean): CommandValue[] {
  const isLiteral8 = binary && body.includes(0);
  return [
    ...describeHead({ flags, internalDate }),
    { type: 'LITERAL', value: body, ...(isLiteral8 ? { isLiteral8 } : {}) },
  ];
}

function describeHead({ flags, internalDate }: Pick<OutgoingMessage, 'flags' | 'internalDate'>): CommandValue[] {
  return [flags.map((value): CommandValue => ({ type: 'ATOM', value })), { type: 'STRING', value: internalDate }];
}

/** APPENDUID, if its UIDs are as many as the messages (RFC 4315 3). */
function readReceipt({ code, codeValues }: ServerAnswer, count: number): AppendReceipt | null {
  if (code !== 'APPENDUID') return null;
  const uidValidity = uint32Of(codeValues[0]);
  const uids = expandUidSet(textOf(codeValues[1]) ?? '', count);
  if (!uidValidity || uids?.length !== count || new Set(uids).size !== count) return null;
  return { uidValidity, uids };
}
