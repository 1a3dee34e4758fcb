import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectNoAxeViolations } from '../../renderer/support/accessibility.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { builtApp } from '../support/built-app.ts';
import type { Homing } from '../support/open-homing.ts';
import { openScene, raw, typed, type Scene } from '../support/scene.ts';
import { signIn, typeAccount } from '../support/sign-in.ts';
import { takePicture } from '../support/take-picture.ts';
import { keepFolders, openProof, passChecks, startCopying, startMove, waitForFinish } from '../support/walk.ts';
import { arriveAt, at, button, press, type At } from '../support/wizard.ts';

describe.each(['en', 'fr'] as const)('every step with real mail, %s', (language) => {
  let scene: Scene;
  let line: TcpProxy;
  let app: Homing;
  let here: At;

  beforeAll(async () => {
    scene = await openScene({ command: builtApp(), new: { specialUse: true, quotaMegabytes: 500 } });
    await loadRealisticMail(raw(scene.old), { seed: 21, messages: 400, bytes: 6e6 });
    line = await startProxy(scene.new);
    app = await scene.open({ language });
    here = at(app, language);
  }, 60_000);
  afterAll(async () => {
    await scene.close();
    await line.stop();
  });

  /** Looks at a screen as a person and as axe. */
  async function look(name: string): Promise<void> {
    await takePicture(app, `move-${language}-${name}`);
    // Once is enough, since the words differ and nothing else. Outside of #root are only the words that react-aria hands to screen readers.
    if (language === 'en') await expectNoAxeViolations(app.page, '#root');
  }

  test('is to be seen, and in order for those who do not see', { timeout: 180_000 }, async () => {
    await look('0-home');
    await startMove(here);
    await typeAccount(here, typed(scene.old));
    await look('1-old-mailbox');
    await signIn(here);
    await look('1-old-mailbox-signed-in');
    await press(here, 'account.continue');
    await arriveAt(here, 'new-mailbox');
    await look('2-new-mailbox');
    await typeAccount(here, typed(scene.new, { port: line.port }));
    await signIn(here);
    await look('2-new-mailbox-signed-in');
    await press(here, 'account.continue');
    await arriveAt(here, 'checks');
    await here.page.getByText(here.say('checks.checkedAt', { moment: '' }).trim()).waitFor();
    await look('3-checks');
    await passChecks(here);
    await arriveAt(here, 'folders');
    await button(here, 'folders.continue').isEnabled();
    await look('4-folders');
    await keepFolders(here);
    await arriveAt(here, 'estimate');
    await look('5-estimate');
    await startCopying(here, { mbit: 5 });
    await expect.poll(() => line.bytes.toServer, { timeout: 30_000 }).toBeGreaterThan(2e6);
    line.stall();
    await look('6-copying');
    await press(here, 'frame.leave');
    await look('0-home-with-a-move');
    await press(here, 'home.move.open');
    line.resume();
    await waitForFinish(here);
    await look('6-finished');
    await openProof(here);
    await look('7-verification');
    await press(here, 'verification.next');
    await arriveAt(here, 'after');
    await look('8-after');
    await button(here, 'frame.settings').click();
    await look('9-settings');
    expect(app.complaints).toEqual([]);
  });
});
