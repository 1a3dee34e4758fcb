import { afterEach, expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { builtApp } from '../support/built-app.ts';
import { changePassword } from '../support/change-password.ts';
import { beginMove, type MoveUnderWay } from '../support/move-under-way.ts';
import { RawImap } from '../../support/raw-imap.ts';
import { raw } from '../support/scene.ts';
import { signIn, typePassword } from '../support/sign-in.ts';
import { waitForFinish } from '../support/walk.ts';
import { arriveAt, at, press } from '../support/wizard.ts';

let move: MoveUnderWay | null = null;
afterEach(async () => {
  await move?.close();
  move = null;
});

test('a server that goes away is waited for, and copying goes on by itself', { timeout: 120_000 }, async () => {
  const { scene, app, line } = (move = await beginMove({ command: builtApp() }));
  const here = at(app);
  line.refuse();
  line.cutAll();
  line.resume();
  // Whoever hangs up was reached: that is no missing network.
  const title = here.say('copying.interrupted.title', { host: scene.new.host, since: '' }).trim();
  await here.page.getByText(title).first().waitFor();
  await here.page.getByText(here.say('copying.interrupted.text', { side: 'destination' })).waitFor();
  line.accept();
  await waitForFinish(here);
  await assertSameMailboxes(raw(scene.old), raw(scene.new));
  expect(app.complaints).toEqual([]);
});

test(
  'a password changed in the middle is asked for again, and then copying goes on',
  { timeout: 120_000 },
  async () => {
    const { scene, app, line } = (move = await beginMove({ command: builtApp() }));
    const here = at(app);
    const password = 'another-one';
    await changePassword(scene.new, scene.new.user, password);
    line.resume();
    await here.page.getByText(here.say('copying.signedOut.title', { host: scene.new.host })).waitFor();
    await press(here, 'copying.signInAgain');
    await arriveAt(here, 'new-mailbox');
    await typePassword(here, password);
    await signIn(here);
    await press(here, 'account.continue');
    await arriveAt(here, 'copying');
    await waitForFinish(here);
    await assertSameMailboxes(raw(scene.old), { ...raw(scene.new), password });
    expect(app.complaints).toEqual([]);
  },
);

test('a new mailbox that is full says so, and takes the rest once there is room', { timeout: 120_000 }, async () => {
  const options = { command: builtApp(), new: { quotaMegabytes: 12 } };
  const { scene, app, line } = (move = await beginMove(options, 0.2));
  const here = at(app);
  const filler = await RawImap.open(raw(scene.new));
  await filler.create('Filler');
  await filler.append('Filler', {
    bytes: Buffer.concat([Buffer.from('Subject: filler\r\n\r\n'), Buffer.alloc(11e6, 'x')]),
  });
  line.resume();
  await here.page.getByText(here.say('copying.full.title')).waitFor();
  await here.page.getByText(here.say('copying.full.text', { host: scene.new.host })).waitFor();
  await filler.command('DELETE Filler');
  await press(here, 'copying.goOn');
  await waitForFinish(here);
  await filler.logout();
  await assertSameMailboxes(raw(scene.old), raw(scene.new));
  expect(app.complaints).toEqual([]);
});
