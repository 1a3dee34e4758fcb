/** Opens the journal named on the command line, writes one message into it and stays. */
import { writeSync } from 'node:fs';
import { JournalError } from '../../../main/engine/journal-error.ts';
import { openJournal } from '../../../main/journal/open-journal.ts';

try {
  const journal = openJournal(process.argv[2] ?? '');
  const [pair] = journal.savePlan(
    journal.openMigration('from', 'to'),
    [
      {
        source: 'INBOX',
        destination: 'INBOX',
        role: 'inbox',
        renamed: [],
        messages: 1,
        bytes: null,
        subscribed: true,
        exists: true,
      },
    ],
    [],
  );
  if (!pair) throw new Error('no pair');
  journal.changeSourceUidValidity(pair.id, 1);
  journal.addMessages(pair.id, [
    { uid: 1, size: 10, internalDate: '', flags: [], fingerprint: Buffer.alloc(16), skip: null },
  ]);
  writeSync(1, 'ready\n');
  setInterval(() => journal.counts(pair.id), 1_000);
} catch (error) {
  writeSync(2, error instanceof JournalError ? error.kind : String(error));
  process.exitCode = 1;
}
