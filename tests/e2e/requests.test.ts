import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { channels, type RequestName } from '../../shared/ipc/channels.ts';
import { hostilePayloads, unknownTo } from './hostile-payloads.ts';
import { look } from './in-main.ts';
import { launchApp, type RunningApp } from './launch.ts';
import { askFromPage } from './move-in-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await launchApp();
});
afterAll(() => app.close());

const names = Object.keys(channels) as RequestName[];
const perChannel = 1000;
const seed = Date.now() % 2 ** 31;
// More than are needed: some requests may take some of them.
const all = hostilePayloads(1.5 * perChannel, seed);

interface Tally {
  readonly asked: number;
  /** Answers that were no plain refusal, with what was asked. */
  readonly others: readonly string[];
}

describe(`a thousand payloads the contract does not know (seed ${String(seed)})`, () => {
  test.each(names)('are refused by %s', async (name) => {
    const payloads = unknownTo(name, all).slice(0, perChannel);
    expect(payloads).toHaveLength(perChannel);
    const tally = await app.page.evaluate(
      async ([asked, given]): Promise<Tally> => {
        const others: string[] = [];
        const ask = async (json: string): Promise<void> => {
          const answer = JSON.stringify(await window.api[asked as 'move'](JSON.parse(json)));
          if (answer !== '{"ok":false,"code":"bad-request"}')
            others.push(`${json.slice(0, 200)} -> ${answer.slice(0, 200)}`);
        };
        await Promise.all(given.map(ask));
        return { asked: given.length, others };
      },
      [name, payloads] as const,
    );
    expect(tally).toEqual({ asked: perChannel, others: [] });
  });

  test('and by the channels themselves, also with what JSON cannot say', async () => {
    // Called as Electron calls it: our own preload script passes one argument only.
    const others = await app.electron.evaluate(async ({ BrowserWindow, ipcMain }, every) => {
      type Handler = (event: object, ...args: unknown[]) => Promise<{ code?: string }>;
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
      const senderFrame = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame;
      const circle: Record<string, unknown> = {};
      circle['circle'] = circle;
      const odd: readonly (readonly unknown[])[] = [
        [Number.NaN],
        [Infinity],
        [10n],
        [new Date()],
        [new Map([['move', 'x']])],
        [new Set([1])],
        [new Uint8Array(1_000_000)],
        ['x'.repeat(10_000_000)],
        [Array.from({ length: 200_000 }, () => ({}))],
        [circle],
        [new Error('x')],
        [JSON.parse('{"__proto__":{"admin":true}}')],
        [JSON.parse('{"move":"aaaaaaaaaaaaaaaa","constructor":{"prototype":{"admin":true}}}')],
        [undefined, undefined],
        [null, 1, 2],
      ];
      const found: string[] = [];
      for (const channel of every) {
        for (const [index, args] of odd.entries()) {
          const answer = await handlers.get(channel)?.({ senderFrame }, ...args);
          if (answer?.code !== 'bad-request') found.push(`${channel} ${String(index)}`);
        }
      }
      return found;
    }, Object.values(channels));
    expect(others).toEqual([]);
  });

  test('and leave nothing behind', async () => {
    expect(await look(app.electron, () => 'admin' in {})).toBe(false);
    const state = await askFromPage(app.page, 'appState');
    expect(state).toMatchObject({ moves: [], settings: { language: 'system', theme: 'system', onClose: 'ask' } });
    expect(app.complaints).toEqual([]);
  });
});

describe('requests that do not come from the main frame of our page are refused on every channel:', () => {
  const refused = names.map(() => ({ ok: false, code: 'not-our-window' }));

  /** Opens a page with our own preload script, and asks everything from there. */
  function askFrom(url: string): Promise<unknown> {
    return app.electron.evaluate(
      async ({ app: main, BrowserWindow }, [address, every]) => {
        const preload = `${main.getAppPath()}/out/preload/index.cjs`;
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await other.loadURL(address).catch(() => undefined);
        const script = `Promise.all(${JSON.stringify(every)}.map((name) => window.api[name]({ move: 'a'.repeat(16) })))`;
        try {
          return (await other.webContents.executeJavaScript(script)) as unknown;
        } finally {
          other.destroy();
        }
      },
      [url, names] as const,
    );
  }

  test.each(['data:text/html,<p>other</p>', 'about:blank', 'app://other/index.html'])('a window at %s', async (url) => {
    expect(await askFrom(url)).toEqual(refused);
  });

  test('a child frame of our own page', async () => {
    const seen = await app.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await new Promise((resolve) => {
        setTimeout(resolve, 200);
      });
      const inner = frame.contentWindow;
      return { there: window.length, api: typeof inner?.api };
    });
    // It has no preload script to begin with.
    expect(seen).toEqual({ there: 1, api: 'undefined' });
    const answers = await app.electron.evaluate(async ({ BrowserWindow, ipcMain }, every) => {
      type Handler = (event: object, ...args: unknown[]) => Promise<unknown>;
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
      const [senderFrame] = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames ?? [];
      if (!senderFrame) throw new Error('there is no child frame');
      return Promise.all(every.map(async (channel) => handlers.get(channel)?.({ senderFrame })));
    }, Object.values(channels));
    expect(answers).toEqual(refused);
    await app.page.evaluate(() => document.querySelector('iframe')?.remove());
  });

  test('a frame that is gone', async () => {
    const answers = await app.electron.evaluate(async ({ ipcMain }, every) => {
      type Handler = (event: object, ...args: unknown[]) => Promise<unknown>;
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
      return Promise.all(every.map(async (channel) => handlers.get(channel)?.({ senderFrame: null })));
    }, Object.values(channels));
    expect(answers).toEqual(refused);
  });
});

describe('a page in the browser', () => {
  const hostile = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://posteo.de/x',
    'https://posteo.de@example.com/',
  ].concat([
    'https://example.com/',
    'http://posteo.de/',
    'https://posteo.de:8443/',
    'https://posteo.de/\nx',
    'mailto:a@posteo.de',
  ]);

  test('is opened if the directory has its host, and nothing else is', async () => {
    await app.electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (url) => {
        opened.push(url);
        return Promise.resolve();
      };
    });
    for (const url of hostile) expect(await askFromPage(app.page, 'openPage', { url }), url).toEqual({ opened: false });
    const found = await askFromPage(app.page, 'lookUpAddress', { typed: 'anna@posteo.de' });
    const [page = ''] = found.kind === 'known' ? Object.values(found.provider.pages) : [];
    expect(await askFromPage(app.page, 'openPage', { url: page })).toEqual({ opened: true });
    expect(await look(app.electron, () => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
      new URL(page).href,
    ]);
  });
});
