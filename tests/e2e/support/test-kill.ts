import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import type { AppCommand, Homing } from './open-homing.ts';
import { openScene, raw, typed, type Scene } from './scene.ts';
import { moveBetween, waitForFinish } from './walk.ts';
import { arriveAt, at, button, press } from './wizard.ts';

const mail = { seed: 11, messages: 500, bytes: 4e6 };

/** The app ends in the middle as by a power cut, and is started again. */
export function testKill(command: () => AppCommand): void {
  describe('a move whose app is killed', () => {
    let scene: Scene | null = null;
    let line: TcpProxy | null = null;
    afterEach(async () => {
      await scene?.close();
      await line?.stop();
      [scene, line] = [null, null];
    });

    /** A move under way. */
    async function begin(): Promise<{ scene: Scene; line: TcpProxy; app: Homing }> {
      const set = (scene = await openScene({ command: command() }));
      await loadRealisticMail(raw(set.old), mail);
      const proxy = (line = await startProxy(set.new));
      const app = await set.open();
      await moveBetween(at(app), typed(set.old), typed(set.new, { port: proxy.port }), { mbit: 5 });
      return { scene: set, line: proxy, app };
    }

    test('goes on by itself where it was, each time, and ends exact', { timeout: 180_000 }, async () => {
      const { scene: set, line: proxy, app } = await begin();
      let running = app;
      for (const share of [0.2, 0.5, 0.8]) {
        await untilSent(proxy, share);
        await running.kill();
        running = await set.open();
        await arriveAt(at(running), 'copying');
        expect(running.complaints).toEqual([]);
      }
      const here = at(running);
      await here.page.getByText(here.say('copying.note.continued').replace(/\.$/u, '')).first().waitFor();
      await waitForFinish(here, 120_000);
      await assertSameMailboxes(raw(set.old), raw(set.new));
    });

    test('stays paused if it was, and goes on when asked', { timeout: 120_000 }, async () => {
      const { scene: set, line: proxy, app } = await begin();
      await untilSent(proxy, 0.3);
      await press(at(app), 'copying.pause');
      await button(at(app), 'copying.goOn').waitFor();
      await app.kill();
      const { opened } = proxy.connections;
      const again = await set.open();
      const here = at(again);
      await arriveAt(here, 'copying');
      await button(here, 'copying.goOn').waitFor();
      await sleep(2000);
      expect(proxy.connections.opened, 'nobody asked it to go on').toBe(opened);
      await press(here, 'copying.goOn');
      await waitForFinish(here);
      await assertSameMailboxes(raw(set.old), raw(set.new));
    });
  });
}

/** Until that share of the mail was sent to the new server. */
async function untilSent(line: TcpProxy, share: number): Promise<void> {
  while (line.bytes.toServer < share * mail.bytes) await sleep(2);
}
