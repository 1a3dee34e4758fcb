import { splitSequenceSets } from '../../../shared/sequence-set.ts';
import { printOf, PrintSink, type BodyPrint } from '../copy/body-print.ts';
import { fingerprintOf } from '../copy/fingerprint.ts';
import type { Run, Sessions } from '../run.ts';

const MAX_SET = 8_000;

/** A message as it is, or was, sent in another form than the source has it. */
export interface TreatedForm {
  readonly row: { readonly uid: number };
  readonly fingerprint: Buffer;
  readonly digest: Buffer;
}

/**
 * Which messages are at the destination in their treated form already, and nobody's: by header, then by SHA-256 of the whole. Opens the
 * destination mailbox.
 * @param fromUid the first destination UID to look at
 * @returns source UID -> destination UID
 */
export async function findTreated(
  run: Run,
  pairId: number,
  { destination }: Pick<Sessions, 'destination'>,
  forms: readonly TreatedForm[],
  fromUid = 1,
): Promise<Map<number, number>> {
  const { exists } = await destination.open(run.journal.pair(pairId).destination);
  if (exists === 0) return new Map();
  const assigned = run.journal.assignedDestinationUids(pairId, fromUid);
  const prints = new Set(forms.map(({ fingerprint }) => fingerprint.toString('hex')));
  const candidates: number[] = [];
  await destination.fetchIndex(`${String(fromUid)}:*`, true, ({ uid, identity }) => {
    if (uid < fromUid || assigned.has(uid)) return;
    if (prints.has(fingerprintOf(identity ?? Buffer.alloc(0)).toString('hex'))) candidates.push(uid);
  });
  const wanted = Map.groupBy(forms, ({ digest }) => digest.toString('hex'));
  const found = new Map<number, number>();
  for (const set of splitSequenceSets(candidates, MAX_SET)) {
    const tell = (uid: number, print: BodyPrint): void => {
      const form = wanted.get(print.exact().toString('hex'))?.shift();
      if (form) found.set(form.row.uid, uid);
    };
    await destination.fetchBodies(
      set,
      (uid, body) => tell(uid, printOf(body)),
      (uid) => new PrintSink((print) => tell(uid, print)),
    );
  }
  run.budgets.note('destination', destination);
  return found;
}
