import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { builtApp } from '../support/built-app.ts';
import { beginMove, type MoveUnderWay } from '../support/move-under-way.ts';
import { raw } from '../support/scene.ts';
import { signIn, typePassword } from '../support/sign-in.ts';
import { waitForFinish } from '../support/walk.ts';
import { arriveAt, at, press, type At } from '../support/wizard.ts';

let move: MoveUnderWay;
beforeAll(async () => {
  move = await beginMove({ command: builtApp(), hasKeyring: false });
}, 90_000);
afterAll(() => move.close());

/** Gives a password where the copy says that it misses it; the copy then tries to go on. */
async function giveAgain(here: At, step: 'old-mailbox' | 'new-mailbox', password: string): Promise<void> {
  await here.page.getByText(here.say('copying.passwordMissing.title', { host: '127.0.0.1' })).waitFor();
  await press(here, 'copying.signInAgain');
  await arriveAt(here, step);
  await here.page.getByText(here.say('account.missing.title')).waitFor();
  await typePassword(here, password);
  await signIn(here);
  await press(here, 'account.continue');
  await arriveAt(here, 'copying');
}

test(
  'a computer without a place for passwords says so, and asks again after a restart',
  { timeout: 120_000 },
  async () => {
    const { scene, app, line } = move;
    const first = at(app);
    await press(first, 'frame.leave');
    await first.page.getByText(first.say('home.keychain.title')).waitFor();
    await first.page.getByText(first.say('home.keychain.no-service')).waitFor();
    await press(first, 'home.move.open');
    const ended = app.quit();
    line.resume();
    await ended;
    const again = await scene.open();
    const here = at(again);
    await arriveAt(here, 'copying');
    await giveAgain(here, 'old-mailbox', scene.old.password);
    await giveAgain(here, 'new-mailbox', scene.new.password);
    await waitForFinish(here);
    await assertSameMailboxes(raw(scene.old), raw(scene.new));
    expect(again.complaints).toEqual([]);
  },
);
