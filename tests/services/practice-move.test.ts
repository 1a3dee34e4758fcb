import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createDependencies } from '../../main/dependencies.ts';
import type { MigrationEvent } from '../../shared/model/migration-event.ts';

it('stops in the middle, goes on, and is exact in the end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homing-test-'));
  const acts: string[] = [];
  const events: MigrationEvent[] = [];
  const result = await createDependencies().runPracticeMove({
    ...{ signal: new AbortController().signal, receiptFolder: folder, watchable: false },
    onEvent: (event) => events.push(event),
    onAct: (act) => {
      acts.push(act.act);
      if (act.act !== 'stopped') return;
      expect(act.copied).toBeGreaterThan(0);
      expect(act.left).toBeGreaterThan(0);
    },
  });
  expect(acts).toEqual(['begins', 'stopped', 'goes-on', 'verifies', 'once-more', 'nothing-to-do', 'compared']);
  expect(result.exact).toBe(true);
  expect(result.comparison.messages).toBeGreaterThan(400);
  expect(result.comparison).toMatchObject({ equal: result.comparison.messages, extra: 0 });
  expect(result.receipt.totals).toMatchObject({
    copied: result.comparison.messages,
    verified: result.comparison.messages,
  });
  expect(events.filter(({ event }) => event === 'paused' || event === 'resumed').map(({ event }) => event)).toEqual([
    ...['paused', 'resumed'],
  ]);
  expect(await readFile(join(folder, 'receipt.html'), 'utf8')).toContain('messages arrived');
  expect(JSON.parse(await readFile(join(folder, 'receipt.json'), 'utf8'))).toEqual(result.receipt);
  await rm(folder, { recursive: true });
});

it('ends when it is told to', async () => {
  const stop = new AbortController();
  const move = createDependencies().runPracticeMove({
    ...{ signal: stop.signal, watchable: true },
    onEvent: (event) => {
      if (event.event === 'mailbox') stop.abort();
    },
  });
  const began = performance.now();
  await expect(move).rejects.toThrow(/abort/i);
  expect(performance.now() - began).toBeLessThan(20_000);
});
