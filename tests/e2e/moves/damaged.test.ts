import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { builtApp } from '../support/built-app.ts';
import { beginMove, type MoveUnderWay } from '../support/move-under-way.ts';
import { profileOf } from '../support/open-homing.ts';
import { raw } from '../support/scene.ts';
import { waitForFinish } from '../support/walk.ts';
import { arriveAt, at, press } from '../support/wizard.ts';

let move: MoveUnderWay;
beforeAll(async () => {
  move = await beginMove({ command: builtApp() });
}, 90_000);
afterAll(() => move.close());

/** As a failing disk does: the first pages are something else. */
async function damage(file: string): Promise<void> {
  const journal = await open(file, 'r+');
  await journal.write(Buffer.alloc(20_000, 'x'), 0, 20_000, 100);
  await journal.close();
}

test('a damaged record of a move says so, and a new one finds what arrived', { timeout: 120_000 }, async () => {
  const { scene, app, line } = move;
  const ended = app.quit();
  line.resume();
  await ended;
  const moves = join(profileOf(scene.folder), 'moves');
  const journals = (await readdir(moves)).filter((name) => name.endsWith('.sqlite'));
  expect(journals).toHaveLength(1);
  for (const name of journals) await damage(join(moves, name));
  const again = await scene.open();
  const here = at(again);
  await arriveAt(here, 'copying');
  await here.page.getByText(here.say('problem.journal-damaged.what')).waitFor();
  await press(here, 'copying.renew');
  await waitForFinish(here);
  await assertSameMailboxes(raw(scene.old), raw(scene.new));
  expect(again.complaints).toEqual([]);
});
