import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { builtApp } from '../support/built-app.ts';
import { enter, tabTo, typeInto } from '../support/keys.ts';
import type { Homing } from '../support/open-homing.ts';
import { openScene, raw, typed, type Scene } from '../support/scene.ts';
import { waitForFinish } from '../support/walk.ts';
import { arriveAt, at, type At, type TypedAccount } from '../support/wizard.ts';

let scene: Scene;
let app: Homing;

beforeAll(async () => {
  scene = await openScene({ command: builtApp() });
  await loadRealisticMail(raw(scene.old), { seed: 3, messages: 60, bytes: 3e5 });
  app = await scene.open();
}, 60_000);
afterAll(() => scene.close());

async function signIn(here: At, account: TypedAccount): Promise<void> {
  const { page, say } = here;
  await typeInto(page, say('account.typed'), account.address);
  await enter(page, say('account.manual'));
  await typeInto(page, say('account.host'), account.host);
  await typeInto(page, say('account.port'), String(account.port));
  await typeInto(page, say('account.secret'), account.password);
  await page.keyboard.press('Enter');
  await page.getByText(say('account.signedIn'), { exact: true }).waitFor();
  await enter(page, say('account.continue'));
}

async function readNotes({ page, say }: At): Promise<void> {
  await page.getByText(say('checks.checkedAt', { moment: '' }).trim()).waitFor();
  const notes = await page.getByText(say('checks.understand'), { exact: true }).count();
  for (let note = 0; note < notes; note++) {
    await tabTo(page, 'checkbox', new RegExp(`^${say('checks.understand')}`, 'u'));
    await page.keyboard.press('Space');
  }
}

// Nothing here moves or presses the mouse, or sets the focus.
test('a whole move with the keyboard alone', { timeout: 120_000 }, async () => {
  const here = at(app);
  const { page, say } = here;
  await enter(page, say('home.start'));
  await arriveAt(here, 'old-mailbox');
  await signIn(here, typed(scene.old));
  await arriveAt(here, 'new-mailbox');
  await signIn(here, typed(scene.new));
  await arriveAt(here, 'checks');
  await readNotes(here);
  await enter(page, say('checks.continue'));
  await arriveAt(here, 'folders');
  await enter(page, say('folders.continue'));
  await arriveAt(here, 'estimate');
  await enter(page, say('estimate.main.start'));
  await arriveAt(here, 'copying');
  await waitForFinish(here);
  await enter(page, say('copying.proof'));
  await arriveAt(here, 'verification');
  await enter(page, say('verification.next'));
  await arriveAt(here, 'after');
  await assertSameMailboxes(raw(scene.old), raw(scene.new));
  expect(app.complaints).toEqual([]);
});

test('arrow keys choose, and Escape closes', async () => {
  const { page, say } = at(app);
  await enter(page, say('frame.settings'));
  await tabTo(page, 'radio', say('settings.theme.system'));
  await page.keyboard.press('ArrowRight');
  await expectTheme('light');
  await page.keyboard.press('ArrowRight');
  await expectTheme('dark');
  await tabTo(page, 'button', say('frame.help'));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

/** What the window is told to look like; the page itself is made to look light for the pictures. */
async function expectTheme(theme: 'light' | 'dark'): Promise<void> {
  await expect.poll(() => app.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(theme);
}
