import { readdirSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openConnection, openJournal } from '../../main/journal/open-journal.ts';
import { schemaSteps } from '../../main/journal/schema/steps.ts';
import { snapshotDaily } from '../../main/journal/snapshot.ts';
import { newJournalFile } from './support/folder.ts';
import { newMessage, onePair } from './support/sample.ts';

const HOUR = 3_600_000;

test('a copy a day, of a journal older than a day; three are kept', () => {
  const file = newJournalFile();
  const journal = openJournal(file);
  const pair = onePair(journal);
  journal.addMessages(pair, [newMessage(1)]);
  journal.changePair(pair, { reconciled: true });
  journal.close();
  const copies = (): string[] => readdirSync(dirname(file)).filter((name) => name.includes('snapshot'));
  const start = Date.now();

  const connection = openConnection(file, schemaSteps);
  snapshotDaily(connection, start + 20 * HOUR);
  expect(copies()).toEqual([]);
  for (let day = 1; day <= 5; day++) {
    const now = start + day * 25 * HOUR;
    snapshotDaily(connection, now);
    const newest = copies().at(-1);
    expect(newest).toBe(`journal.sqlite.snapshot-${new Date(now).toISOString().slice(0, 10)}`);
    utimesSync(`${dirname(file)}/${String(newest)}`, now / 1000, now / 1000);
    snapshotDaily(connection, now + 5 * HOUR);
    expect(copies().at(-1)).toBe(newest);
  }
  connection.close();
  expect(copies()).toHaveLength(3);

  const copy = openJournal(`${dirname(file)}/${String(copies()[0])}`);
  expect(copy.counts(1).byStatus.waiting.messages).toBe(1);
  expect(copy.pair(1).reconciled).toBe(false);
  copy.close();
});
