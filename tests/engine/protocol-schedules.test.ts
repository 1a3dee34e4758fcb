import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { expectPromises } from '../model/promises.ts';
import { readSchedule } from '../model/schedule.ts';

const files = globSync(join(import.meta.dirname, '../model/schedules/*.txt')).toSorted();

test('there are schedules', () => {
  expect(files.length).toBeGreaterThanOrEqual(8);
});

/** What led a protocol with one part left out, or an earlier one of ours, to a lost or a second message: see docs/protocol.md. */
test.each(files.map((file) => [basename(file, '.txt'), file]))('the engine survives "%s"', async (name, file) => {
  await expectPromises(readSchedule(readFileSync(file, 'utf8')), name);
});
