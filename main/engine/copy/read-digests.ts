import type { Side } from '../../../shared/model/problem.ts';
import type { Headway, ReadDigests } from '../headway.ts';
import { readBodies, type Reading } from './read-bodies.ts';

/** An open mailbox in which messages are read to be compared. */
export interface Place {
  readonly reading: Reading;
  readonly side: Side;
  readonly uidValidity: number | null;
  /** Remembers what was read before the connection ended. */
  readonly headway: Headway;
}

/**
 * Digests of whole messages by UID; what cannot be read is left out. What was read already since the last verdict is not read again.
 * @param uids ascending
 * @param loose whether messages must be recognised in spite of what servers change
 */
export async function readDigests(
  { reading, side, uidValidity, headway }: Place,
  uids: readonly number[],
  loose: boolean,
): Promise<Map<number, ReadDigests>> {
  const known = (uid: number): ReadDigests | null => {
    const digests = headway.digests(side, uidValidity, uid);
    return loose && digests?.loose === null ? null : digests;
  };
  const wanted = uids.filter((uid) => known(uid) === null);
  await readBodies(reading, wanted, (uid, print) => {
    headway.read(side, uidValidity, uid, { exact: print.exact(), loose: loose ? print.loose() : null });
  });
  return new Map(
    uids.flatMap((uid) => {
      const digests = known(uid);
      return digests ? [[uid, digests] as const] : [];
    }),
  );
}
