/**
 * Enters and marks messages in batches, as fast as it can, and says what is done once the journal has returned:
 * `added 3`, `intended 3`, `copied 3`. Goes on where the journal stands.
 */
import { writeSync } from 'node:fs';
import { openJournal } from '../../../main/journal/open-journal.ts';

const BATCH = 50;
const journal = openJournal(process.argv[2] ?? '');
const pair = journal.pair(1);
const { byStatus } = journal.counts(pair.id);
const known = Object.values(byStatus).reduce((sum, { messages }) => sum + messages, 0);

writeSync(1, 'ready\n');
for (let batch = known / BATCH; ; batch++) {
  const uids = Array.from({ length: BATCH }, (_, n) => batch * BATCH + n + 1);
  const fingerprint = (uid: number): Buffer => Buffer.alloc(16, String(uid));
  journal.addMessages(
    pair.id,
    uids.map((uid) => ({ uid, size: uid, internalDate: '', flags: [], fingerprint: fingerprint(uid), skip: null })),
  );
  writeSync(1, `added ${String(batch)}\n`);
  journal.markIntended(
    pair.id,
    uids.map((uid) => ({ uid, fingerprint: fingerprint(uid), digest: Buffer.alloc(32, String(uid)) })),
  );
  writeSync(1, `intended ${String(batch)}\n`);
  journal.markCopied(
    pair.id,
    uids.map((uid) => ({ uid, destinationUid: uid })),
  );
  writeSync(1, `copied ${String(batch)}\n`);
}
