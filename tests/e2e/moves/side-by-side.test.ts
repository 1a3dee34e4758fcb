import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertSameMailboxes } from '../../support/compare-mailboxes.ts';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { builtApp } from '../support/built-app.ts';
import type { Homing } from '../support/open-homing.ts';
import { openScene, raw, typed, type Scene } from '../support/scene.ts';
import { walkFromStart } from '../support/walk.ts';
import { at, press } from '../support/wizard.ts';

const people = ['anna', 'berta'] as const;
const lines: TcpProxy[] = [];
let scene: Scene;
let app: Homing;

beforeAll(async () => {
  scene = await openScene({ command: builtApp() });
  for (const [seed, name] of people.entries()) {
    await loadRealisticMail(raw(scene.old, `${name}@old.example`), { seed, messages: 200, bytes: 2e6 });
    lines.push(await startProxy(scene.new));
  }
  app = await scene.open();
}, 60_000);
afterAll(async () => {
  await scene.close();
  for (const line of lines) await line.stop();
});

test('two moves at the same time both arrive, each in its own mailbox', { timeout: 120_000 }, async () => {
  const here = at(app);
  for (const [place, name] of people.entries()) {
    const [line] = lines.slice(place);
    if (!line) throw new Error('each has a line');
    await press(here, place === 0 ? 'home.start' : 'home.start.further');
    const accounts = {
      old: typed(scene.old, { user: `${name}@old.example` }),
      new: typed(scene.new, { user: `${name}@new.example`, port: line.port }),
    };
    let held = Promise.resolve();
    // Each stands still in the middle, however fast or slow the machine is.
    const onReady = (): void => {
      held = line.stallAfterBytesToServer(3e5);
    };
    await walkFromStart(here, accounts, { mbit: 5, onReady });
    await held;
    await press(here, 'frame.leave');
  }
  const bars = here.page.getByRole('progressbar', { name: here.say('home.bar.copying') });
  await expect.poll(() => bars.count(), { message: 'both are being copied' }).toBe(2);
  for (const line of lines) line.resume();
  const done = here.page.getByText(here.say('home.chip.verified'), { exact: true });
  await expect.poll(() => done.count(), { timeout: 60_000, message: 'both arrive' }).toBe(2);
  for (const name of people) {
    await assertSameMailboxes(raw(scene.old, `${name}@old.example`), raw(scene.new, `${name}@new.example`));
  }
  expect(app.complaints).toEqual([]);
});
