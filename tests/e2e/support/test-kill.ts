import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { beginMove, type MoveUnderWay } from './move-under-way.ts';
import type { AppCommand } from './open-homing.ts';
import { raw } from './scene.ts';
import { waitForFinish } from './walk.ts';
import { arriveAt, at, button, press } from './wizard.ts';

/** The app ends in the middle as by a power cut, and is started again. */
export function testKill(command: () => AppCommand): void {
  describe('a move whose app is killed', () => {
    let move: MoveUnderWay;
    beforeEach(async () => {
      move = await beginMove({ command: command() });
    }, 90_000);
    afterEach(() => move.close());

    test('goes on by itself where it was, each time, and ends exact', { timeout: 180_000 }, async () => {
      const { scene, app, untilSent } = move;
      let running = app;
      for (const share of [0.2, 0.5, 0.8]) {
        await untilSent(share);
        await running.kill();
        running = await scene.open();
        await arriveAt(at(running), 'copying');
        expect(running.complaints).toEqual([]);
      }
      const here = at(running);
      await here.page
        .getByText(here.say('copying.note.checkedAgain', { count: 0 }).replace(/\.$/u, ''))
        .first()
        .waitFor();
      await waitForFinish(here, 120_000);
      await assertSameMailboxes(raw(scene.old), raw(scene.new));
    });

    test('stays paused if it was, and goes on when asked', { timeout: 120_000 }, async () => {
      const { scene, app, line, untilSent } = move;
      await untilSent(0.3);
      await press(at(app), 'copying.pause');
      await button(at(app), 'copying.goOn').waitFor();
      await app.kill();
      const { opened } = line.connections;
      const again = await scene.open();
      const here = at(again);
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
