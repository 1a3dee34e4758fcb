import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRealisticMail } from '../../support/realistic-mail.ts';
import { builtApp } from '../support/built-app.ts';
import { formsIn, placesWith } from '../support/find-word.ts';
import { heapSnapshot } from '../support/heap-snapshot.ts';
import { profileOf, type Homing } from '../support/open-homing.ts';
import { processTree } from '../support/process-tree.ts';
import { saveReceipt } from '../support/save-receipt.ts';
import { openScene, raw, typed, type Scene } from '../support/scene.ts';
import { signIn, signInNew, typeAccount } from '../support/sign-in.ts';
import { keepFolders, openProof, passChecks, startCopying, startMove, waitForFinish } from '../support/walk.ts';
import { arriveAt, at, press } from '../support/wizard.ts';

/** Letters and digits, so that most writings leave it as it is; enough of them to be nowhere by chance. */
const word = (): string => randomBytes(12).toString('hex').toUpperCase();
const words = { old: word(), new: word() };
/** With signs around it that are written differently from place to place. */
const passwords = { old: `ä=+&${words.old}'ß`, new: `ö/<${words.new}>@` };
/** One more password for every account, beside the server's own. */
const second = (password: string): string => `passdb {\n  driver = static\n  args = password=${password}\n}`;

let scene: Scene;
let app: Homing;

beforeAll(async () => {
  scene = await openScene({
    command: builtApp(),
    old: { extraConfig: second(passwords.old) },
    new: { extraConfig: second(passwords.new) },
  });
  await loadRealisticMail(raw(scene.old), { seed: 9, messages: 60, bytes: 5e5 });
  app = await scene.open();
}, 60_000);
afterAll(() => scene.close());

function expectNowhere(content: Buffer, what: string): void {
  for (const [name, secret] of Object.entries(words)) expect(formsIn(content, secret), `${what}: ${name}`).toEqual([]);
}

test('the search finds a word in every writing', async () => {
  const hidden = word();
  const folder = join(scene.folder, 'control');
  await mkdir(folder);
  const utf16 = Buffer.from(`x${hidden}`, 'utf16le');
  const writings: Readonly<Record<string, string | Buffer>> = {
    plain: `LOGIN anna "${hidden}"`,
    url: `https://anna:${encodeURIComponent(`é${hidden}`)}@host/`,
    json: JSON.stringify({ secret: `\u0001${hidden}` }),
    'quoted-printable': `=C3=A9${hidden}=3D`,
    'AUTH PLAIN': Buffer.from(`\0anna\0${hidden}`).toString('base64'),
    'AUTH PLAIN, another length': Buffer.from(`\0anna@\0${hidden}`).toString('base64'),
    'AUTH PLAIN, a third': Buffer.from(`\0anna@x\0${hidden}`).toString('base64'),
    base64url: Buffer.from(`ÿÿ?${hidden}`).toString('base64url'),
    'hexadecimal, small': Buffer.from(hidden).toString('hex'),
    'hexadecimal, large': Buffer.from(hidden).toString('hex').toUpperCase(),
    'UTF-16LE': utf16,
    'UTF-16BE': Buffer.from(utf16).swap16(),
    'UTF-16LE in Base64': utf16.toString('base64'),
    binary: Buffer.concat([randomBytes(100_000), Buffer.from(hidden), randomBytes(1000)]),
  };
  for (const [name, content] of Object.entries(writings)) await writeFile(join(folder, name), content);
  await writeFile(join(folder, `named ${hidden}`), '');
  const found = new Set((await placesWith(folder, hidden)).map((place) => place.split(':')[0]));
  expect([...found].toSorted()).toEqual([...Object.keys(writings), `named ${hidden}`].toSorted());
  await rm(folder, { recursive: true });
});

describe('passwords', () => {
  test('are gone from the page once they have done their work', { timeout: 90_000 }, async () => {
    const here = at(app);
    await startMove(here);
    await typeAccount(here, { ...typed(scene.old), password: passwords.old });
    expect(formsIn(await heapSnapshot(here.page), words.old), 'a snapshot holds what is typed').not.toEqual([]);
    await signIn(here);
    await press(here, 'account.continue');
    await signInNew(here, { ...typed(scene.new), password: passwords.new });
    await arriveAt(here, 'checks');
    const heap = await heapSnapshot(here.page);
    expectNowhere(heap, 'the heap of the page');
  });

  test('are not to be seen from outside', async () => {
    const processes = await processTree(app.pid);
    expect(processes.length).toBeGreaterThan(2);
    const profile = Buffer.from(profileOf(scene.folder));
    expect(processes.filter(({ commandLine }) => commandLine.includes(profile)).length).toBeGreaterThan(1);
    for (const { pid, commandLine, environment } of processes)
      expectNowhere(Buffer.concat([commandLine, environment]), `process ${String(pid)}`);
  });

  test(
    'are in no file while the app runs, when its page crashed, when it was killed, and when it ended',
    { timeout: 90_000 },
    async () => {
      const here = at(app);
      await passChecks(here);
      await keepFolders(here);
      await startCopying(here);
      await waitForFinish(here);
      await openProof(here);
      await saveReceipt(app, scene.folder, 'json');
      await saveReceipt(app, scene.folder, 'html');
      await expectInNoFile('while it runs');
      await crashPage();
      await expectInNoFile('its page crashed');
      await app.kill();
      await expectInNoFile('killed');
      app = await scene.open();
      await app.quit();
      await expectInNoFile('ended');
    },
  );
});

async function expectInNoFile(when: string): Promise<void> {
  expect(await placesWith(scene.folder, scene.old.user), `${when}: the search sees the app’s files`).not.toEqual([]);
  for (const [name, secret] of Object.entries(words)) expect(await placesWith(scene.folder, secret), name).toEqual([]);
}

/** The process of the page dies, and the window loads it again. */
async function crashPage(): Promise<void> {
  const reason = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return null;
    const again = new Promise((resolve) => contents.once('did-finish-load', () => resolve(null)));
    const gone = new Promise<string>((resolve) => {
      contents.once('render-process-gone', (_event, details) => resolve(details.reason));
    });
    contents.forcefullyCrashRenderer();
    const why = await gone;
    await again;
    return why;
  });
  expect(reason).toMatch(/^(?:crashed|killed)$/u);
}
