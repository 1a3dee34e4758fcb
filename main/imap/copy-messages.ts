import type { CopyReceipt } from '../engine/ports.ts';
import { expandUidSet, formatSequenceSet } from '../../shared/sequence-set.ts';
import type { Connection } from './connection.ts';
import type { NameValue } from './imapflow-internals.ts';
import { textOf, uint32Of } from './response-values.ts';
import type { ServerAnswer } from './server-answer.ts';

/** One UID COPY out of the open mailbox; see {@link DestinationSession.copy}. */
export async function copyMessages(
  connection: Connection,
  uids: readonly number[],
  to: NameValue,
): Promise<CopyReceipt | null> {
  const asked = uids.toSorted((one, other) => one - other);
  if (asked.length === 0) throw new Error('COPY without a message');
  const values = [{ type: 'SEQUENCE', value: formatSequenceSet(asked) } as const, to];
  return readReceipt(await connection.run('UID COPY', values, { occasion: 'COPY' }), new Set(asked));
}

/** COPYUID, if both its sets are equally long and the first says nothing we did not ask for (RFC 4315 3). */
function readReceipt({ code, codeValues }: ServerAnswer, asked: ReadonlySet<number>): CopyReceipt | null {
  if (code !== 'COPYUID') return null;
  const uidValidity = uint32Of(codeValues[0]);
  const from = expandUidSet(textOf(codeValues[1]) ?? '', asked.size);
  const made = expandUidSet(textOf(codeValues[2]) ?? '', asked.size);
  if (!uidValidity || !from || made?.length !== from.length || new Set(made).size !== made.length) return null;
  const uids = new Map(from.map((uid, index) => [uid, made[index] ?? 0]));
  return uids.size === from.length && from.every((uid) => asked.has(uid)) ? { uidValidity, uids } : null;
}
