import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { snapshotAccount } from '../../support/compare-snapshot.ts';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { builtApp } from '../support/built-app.ts';
import { placesWith } from '../support/find-word.ts';
import { keyringItems } from '../support/keyring-items.ts';
import { profileOf, type Homing } from '../support/open-homing.ts';
import { openScene, raw, typed, type Scene } from '../support/scene.ts';
import { moveBetween, waitForFinish } from '../support/walk.ts';
import { at, button, press } from '../support/wizard.ts';

let scene: Scene;
let app: Homing;

beforeAll(async () => {
  scene = await openScene({ command: builtApp() });
  await loadRealisticMail(raw(scene.old), { seed: 5, messages: 40, bytes: 2e5 });
  app = await scene.open();
}, 60_000);
afterAll(() => scene.close());

const keyring = (): NonNullable<Scene['keyring']> => {
  if (!scene.keyring) throw new Error('this scene has a keyring');
  return scene.keyring;
};

test(
  '"Forget everything" leaves nothing of a move on the computer, and all mail where it is',
  { timeout: 90_000 },
  async () => {
    const here = at(app);
    const profile = profileOf(scene.folder);
    await moveBetween(here, { old: typed(scene.old), new: typed(scene.new) });
    await waitForFinish(here);
    expect(await keyringItems(keyring())).toBeGreaterThanOrEqual(2);
    expect(await readdir(join(profile, 'moves'))).not.toEqual([]);
    expect(await placesWith(profile, scene.old.user), 'the search finds what is there').not.toEqual([]);
    const mail = await snapshotAccount(raw(scene.new));

    await button(here, 'frame.settings').click();
    await press(here, 'settings.forget.button');
    await press(here, 'settings.forget.confirm');
    await here.page.getByText(here.say('settings.forget.done')).waitFor();
    expect(await keyringItems(keyring())).toBe(0);
    await app.quit();
    expect(await readdir(join(profile, 'moves'))).toEqual([]);
    for (const word of [scene.old.user, scene.new.user, 'Rechnungen', 'Vereine'])
      expect(await placesWith(scene.folder, word), word).toEqual([]);

    const again = await scene.open();
    await button(at(again), 'home.start').waitFor();
    expect(await snapshotAccount(raw(scene.new)), 'the mail is nobody’s but the servers’').toEqual(mail);
    expect(again.complaints).toEqual([]);
  },
);
