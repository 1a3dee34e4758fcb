import { formatSequenceSet } from '../../shared/sequence-set.ts';
import type { Connection } from './connection.ts';

/** One UID STORE +FLAGS.SILENT (RFC 9051 6.4.6) in the open mailbox; see {@link DestinationSession.addFlags}. */
export async function addFlags(
  connection: Connection,
  uids: readonly number[],
  flags: readonly string[],
): Promise<void> {
  const asked = uids.toSorted((one, other) => one - other);
  await connection.run(
    'UID STORE',
    [
      { type: 'SEQUENCE', value: formatSequenceSet(asked) },
      { type: 'ATOM', value: '+FLAGS.SILENT' },
      flags.map((value) => ({ type: 'ATOM', value }) as const),
    ],
    { occasion: 'STORE' },
  );
}
