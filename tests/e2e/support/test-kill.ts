import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { beginMove, type MoveUnderWay } from './move-under-way.ts';
import type { AppCommand } from './open-homing.ts';
import { raw } from './scene.ts';
import { waitForFinish } from './walk.ts';
import { arriveAt, at, button, press } from './wizard.ts';

const timeout = 180_000;

/** The app ends in the middle as by a power cut, more than once, and is started again. */
export function testKill(command: () => AppCommand): void {
  test('a move goes on by itself where it was when the app was killed, and ends exact', { timeout }, async () => {
    await withMove(command(), async ({ scene, app, line, holdAfter }) => {
      let running = app;
      for (const kill of [1, 2]) {
        await running.kill();
        line.resume();
        const held = kill === 1 ? holdAfter(0.3) : null;
        running = await scene.open();
        const here = at(running);
        await arriveAt(here, 'copying');
        await here.page.getByText(here.say('copying.note.checkedAgain', { count: 0 }).replace(/\.$/u, '')).waitFor();
        expect(running.complaints).toEqual([]);
        await held;
      }
      await waitForFinish(at(running), 120_000);
      await assertSameMailboxes(raw(scene.old), raw(scene.new));
    });
  });
}

/** The same to a move that rests because the person wants it to. */
export function testPausedKill(command: () => AppCommand): void {
  test('a move stays paused through a kill if it was, and goes on when asked', { timeout }, async () => {
    await withMove(command(), async ({ scene, app, line }) => {
      await press(at(app), 'copying.pause');
      line.resume();
      await button(at(app), 'copying.goOn').waitFor();
      await app.kill();
      const { opened } = line.connections;
      const here = at(await scene.open());
      await arriveAt(here, 'copying');
      await button(here, 'copying.goOn').waitFor();
      await sleep(2000);
      expect(line.connections.opened, 'nobody asked it to go on').toBe(opened);
      await press(here, 'copying.goOn');
      await waitForFinish(here);
      await assertSameMailboxes(raw(scene.old), raw(scene.new));
    });
  });
}

async function withMove(command: AppCommand, doWith: (move: MoveUnderWay) => Promise<void>): Promise<void> {
  const move = await beginMove({ command });
  try {
    await doWith(move);
  } finally {
    await move.close();
  }
}
