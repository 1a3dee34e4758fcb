import { once } from 'node:events';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look } from './in-main.ts';
import { launchApp, newProfile, type RunningApp } from './launch.ts';
import { askFromPage } from './move-in-app.ts';
import { until } from './until.ts';

const menuLabels = (app: RunningApp): Promise<readonly string[]> =>
  look(app.electron, ({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
const bounds = (app: RunningApp): Promise<Electron.Rectangle | undefined> =>
  look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());

describe('the window and its menu', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp({ language: 'fr' });
  });
  afterAll(() => app.close());

  test('speak the system’s language, and the one that is set', async () => {
    expect(await menuLabels(app)).toEqual(['Fichier', 'Édition', 'Présentation', 'Fenêtre', 'Aide']);
    expect((await askFromPage(app.page, 'appState')).systemLanguage).toBe('fr');
    await askFromPage(app.page, 'changeSettings', { language: 'en' });
    await until(async () => (await menuLabels(app))[0] === 'File');
    expect(await menuLabels(app)).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
  });

  test('take the theme that is set', async () => {
    const source = (): Promise<string> => look(app.electron, ({ nativeTheme }) => nativeTheme.themeSource);
    expect(await source()).toBe('system');
    for (const theme of ['dark', 'light'] as const) {
      await askFromPage(app.page, 'changeSettings', { theme });
      await until(async () => (await source()) === theme);
    }
  });

  test('have no way to reload the page or to open developer tools', async () => {
    const roles = await look(app.electron, ({ Menu }) => {
      const rolesOf = (menu: Electron.Menu | null | undefined): (string | undefined)[] =>
        menu?.items.flatMap((item) => [item.role, ...rolesOf(item.submenu)]) ?? [];
      return rolesOf(Menu.getApplicationMenu());
    });
    expect(roles.filter((role) => /reload|devtools/iu.test(role ?? ''))).toEqual([]);
    expect(roles.map((role) => role?.toLowerCase())).toEqual(expect.arrayContaining(['copy', 'paste', 'selectall']));
  });

  test('the title of the window is the page’s', async () => {
    const title = await look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    expect(title).toContain('Homing');
    expect(title).toBe(await app.page.title());
  });

  test('"New move" begins one and opens it', async () => {
    await app.electron.evaluate(({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('new-move')?.click());
    await app.page.getByRole('heading', { level: 1, name: /^Step 1 of 8/u }).waitFor();
    const { moves, place } = await askFromPage(app.page, 'appState');
    expect(moves).toHaveLength(1);
    expect(place.move).toBe(moves[0]?.id);
    await until(async () =>
      (await look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')).startsWith(
        'Step 1 of 8',
      ),
    );
  });

  test('a page that died is there again', async () => {
    await look(app.electron, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    // A page that is asked while it dies never answers.
    const gone = /"event":"window-gone","reason":"(?:crashed|killed)"/u;
    await until(async () => gone.test(await readFile(join(app.profile, 'homing.log'), 'utf8')));
    await until(() =>
      look(app.electron, async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents || contents.isCrashed() || contents.isLoading()) return false;
        return (await contents.executeJavaScript('document.querySelector("h1") !== null')) as boolean;
      }),
    );
    expect(globSync('**/*.dmp', { cwd: app.profile })).toEqual([]);
  });
});

test('the window comes back where it was, and a second start brings it to the front', async () => {
  const profile = await newProfile();
  const first = await launchApp({ profile });
  const place = { x: 140, y: 90, width: 700, height: 620 };
  await first.electron.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    place,
  );
  await until(async () => (await bounds(first))?.width === place.width);
  await first.close();

  const second = await launchApp({ profile });
  expect(await bounds(second)).toEqual(place);
  await look(second.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await second.startAgain()).toBe(0);
  await until(() =>
    look(second.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true),
  );
  expect(await look(second.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await second.close();
});

test('closing the only window ends the app when nothing is under way', async () => {
  const app = await launchApp();
  const ended = once(app.electron.process(), 'exit');
  await look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
  expect((await ended)[0]).toBe(0);
  await app.close();
});

test('a fault nobody caught is written down without names, and ends the app in order', async () => {
  const app = await launchApp();
  const ended = once(app.electron.process(), 'exit');
  await app.electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    setTimeout(() => {
      throw new Error('A1 LOGIN anna@example.org hunter2');
    }, 50);
  });
  expect((await ended)[0]).toBe(1);
  const lines = (await readFile(join(app.profile, 'homing.log'), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['started', 'uncaught']);
  expect(lines.join('\n')).not.toMatch(/anna|example|hunter2/u);
  expect(globSync('**/*.dmp', { cwd: app.profile })).toEqual([]);
  await app.close();
});

test('a signal ends it in order, without a question', async () => {
  const app = await launchApp();
  expect(await app.signal('SIGTERM')).toBe(0);
  await app.close();
});
