import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Journal, MessageStatus } from '../../main/engine/journal-port.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { startChild } from './support/child.ts';
import { newJournalFile } from './support/folder.ts';
import { onePair } from './support/sample.ts';

const BATCH = 50;
const KILLS = 8;
const ORDER = ['none', 'waiting', 'intended', 'copied'] as const;
const SAID: Readonly<Record<string, MessageStatus>> = { added: 'waiting', intended: 'intended', copied: 'copied' };

test('killed in the middle, again and again: every step is there wholly or not at all, and what was said is there', async () => {
  const file = newJournalFile();
  const first = openJournal(file);
  onePair(first);
  first.close();
  const promised: MessageStatus[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await startChild('write-journal.ts', file);
    // Once it is at work for certain, however slow the machine is; else nothing was tested.
    if (kill === 0) await child.says(4);
    await sleep(5 + Math.random() * 120);
    await child.kill();
    for (const line of child.lines) remember(promised, line);

    const journal = openJournal(file);
    const batches = batchStatuses(journal);
    promised.forEach((status, batch) => {
      const found = batches[batch] ?? 'none';
      expect(ORDER.indexOf(found)).toBeGreaterThanOrEqual(ORDER.indexOf(status as 'waiting'));
    });
    // At most one step was done but not yet said.
    expect(batches.length).toBeLessThanOrEqual(promised.length + 1);
    expect(journal.counts(1).byStatus.copied.messages % BATCH).toBe(0);
    journal.close();
  }
  expect(promised.length).toBeGreaterThan(0);
});

function remember(promised: MessageStatus[], line: string): void {
  const [said = '', batch] = line.split(' ');
  const status = SAID[said];
  if (status) promised[Number(batch)] = status;
}

/** The status of each batch, which all of its messages must share. */
function batchStatuses(journal: Journal): (typeof ORDER)[number][] {
  const batches: (typeof ORDER)[number][] = [];
  for (const status of ['waiting', 'intended', 'copied'] as const) {
    const uids = journal.messages(1, status, 0, 10_000_000).map((message) => message.uid);
    expect(uids.length % BATCH).toBe(0);
    for (let at = 0; at < uids.length; at += BATCH) {
      const batch = Math.floor(((uids[at] ?? 0) - 1) / BATCH);
      expect(uids.slice(at, at + BATCH)).toEqual(Array.from({ length: BATCH }, (_, n) => batch * BATCH + n + 1));
      batches[batch] = status;
    }
  }
  return batches;
}
