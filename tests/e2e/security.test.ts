import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { channels } from '../../shared/ipc/channels.ts';
import { contentSecurityPolicy } from '../../main/electron/content-security-policy.ts';
import { launchApp, type RunningApp } from './launch.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await launchApp();
});
afterAll(() => app.close());

const ourPage = 'app://bundle/index.html';

/** What the window was made with, as Electron reports it. */
function lastWebPreferences(): Promise<Record<string, unknown>> {
  return app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's types, but what its security guide says to ask.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
}

const windowCount = (): Promise<number> =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

describe('the window', () => {
  test('is sandboxed, isolated and without Node', async () => {
    expect(await lastWebPreferences()).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    const preferences = await lastWebPreferences();
    for (const name of [
      'nodeIntegrationInWorker',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
    ]) {
      expect(preferences[name] ?? false, name).toBeFalsy();
    }
    const inPage = await app.page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer]');
    expect(inPage).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
  });

  test('runs without a switch that would end the sandbox', async () => {
    const commandLine = await app.electron.evaluate(({ app: main }) => [
      main.commandLine.hasSwitch('no-sandbox'),
      main.commandLine.hasSwitch('enable-sandbox'),
    ]);
    expect(commandLine).toEqual([false, true]);
  });

  test('offers the page these functions and nothing else', async () => {
    const names = await app.page.evaluate(() => Object.keys(window.api).toSorted());
    expect(names).toEqual([...Object.keys(channels), 'onPracticeState'].toSorted());
    const leaked = await app.page.evaluate(() => Object.keys(window).filter((name) => /ipc|electron/iu.test(name)));
    expect(leaked).toEqual([]);
  });

  test('keeps preload out of reach of a page that changes built-ins', async () => {
    const answer = await app.page.evaluate(async () => {
      const original = Array.prototype.push;
      Array.prototype.push = () => -1;
      try {
        return (await window.api.appFacts()) as { ok: boolean };
      } finally {
        Array.prototype.push = original;
      }
    });
    expect(answer.ok).toBe(true);
  });

  test('gives no event object to a listener', async () => {
    const passed = await app.page.evaluate(
      () =>
        new Promise<string[][]>((resolve) => {
          const stop = window.api.onPracticeState((...args: unknown[]) => {
            stop();
            resolve(args.map((value) => Object.keys(value as object)));
          });
          void window.api.startPractice().then(() => window.api.stopPractice());
        }),
    );
    expect(passed).toEqual([['phase']]);
  });
});

describe('the content security policy', () => {
  test('is a header of the page', async () => {
    const header = await app.page.evaluate(
      async (url) => (await fetch(url)).headers.get('Content-Security-Policy'),
      ourPage,
    );
    expect(header).toBe(contentSecurityPolicy);
  });

  test('stops a script, a style and a picture that were put into the page', async () => {
    const violations = await app.page.evaluate(async () => {
      const seen: string[] = [];
      const note = (event: SecurityPolicyViolationEvent): void => {
        seen.push(event.effectiveDirective);
      };
      document.addEventListener('securitypolicyviolation', note);
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      const picture = document.createElement('img');
      picture.src = 'https://example.com/pixel.png';
      document.head.append(style, picture);
      await fetch('https://example.com/').catch(() => undefined);
      await fetch('file:///etc/passwd').then(
        () => seen.push('the file was read'),
        () => undefined,
      );
      try {
        const script = document.createElement('script');
        script.textContent = 'window.broken = true';
        document.head.append(script);
      } catch {
        // Trusted Types refuse the assignment itself.
      }
      await new Promise((resolve) => {
        setTimeout(resolve, 300);
      });
      document.removeEventListener('securitypolicyviolation', note);
      return { seen: [...new Set(seen)].toSorted(), broken: 'broken' in window };
    });
    expect(violations.broken).toBe(false);
    expect(violations.seen).toEqual(['connect-src', 'img-src', 'require-trusted-types-for', 'style-src-elem']);
  });
});

describe('navigation', () => {
  const attempts: Readonly<Record<string, () => void>> = {
    location: () => {
      location.href = 'https://example.com/';
    },
    'a link': () => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
    },
    'a form': () => {
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      document.body.append(form);
      form.submit();
    },
    'meta refresh': () => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0;url=https://example.com/';
      document.head.append(meta);
    },
    'window.open': () => {
      window.open('https://example.com/');
    },
    'a link to a new window': () => {
      const link = document.createElement('a');
      link.href = ourPage;
      link.target = '_blank';
      document.body.append(link);
      link.click();
    },
    webview: () => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      document.body.append(view);
    },
  };

  test.each(Object.keys(attempts))('%s leads nowhere', async (name) => {
    await app.page.evaluate(`(${String(attempts[name])})()`.replaceAll('ourPage', JSON.stringify(ourPage)));
    await app.page.waitForTimeout(300);
    expect(app.page.url()).toBe(ourPage);
    expect(await windowCount()).toBe(1);
    const attached = await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    expect(attached).toBe(1);
  });
});

test('every permission is denied', async () => {
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'midi', 'clipboard-read', 'camera', 'microphone'];
    const query = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    const asked = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(`code ${String(error.code)}`),
      );
    });
    return { states: await Promise.all(names.map(query)), asked, notification: await Notification.requestPermission() };
  });
  expect(new Set(states.states)).toEqual(new Set(['denied']));
  expect(states.asked).toBe('code 1');
  expect(states.notification).toBe('denied');
});

describe('requests', () => {
  /** Asks on a channel from a page of another origin, with the same preload script as ours. */
  test('from a page of another origin are refused on every channel', async () => {
    const answers = await app.electron.evaluate(async ({ app: main, BrowserWindow }, names) => {
      const preload = `${main.getAppPath()}/out/preload/index.cjs`;
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await other.loadURL('data:text/html,<p>other</p>');
      const script = `Promise.all(${JSON.stringify(names)}.map((name) => window.api[name]()))`;
      try {
        return (await other.webContents.executeJavaScript(script)) as unknown;
      } finally {
        other.destroy();
      }
    }, Object.keys(channels));
    expect(answers).toEqual(Object.keys(channels).map(() => ({ ok: false, code: 'not-our-window' })));
  });

  test('that carry what the contract does not know are refused', async () => {
    const answers = await app.electron.evaluate(async ({ BrowserWindow, ipcMain }, names) => {
      // What ipcMain.handle registered, called as Electron calls it, since our own preload cannot send such requests.
      const handlers = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (...args: unknown[]) => Promise<unknown>> }
      )._invokeHandlers;
      const frame = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame;
      const payloads = [
        null,
        0,
        '',
        'x'.repeat(1_000_000),
        [],
        {},
        JSON.parse('{"__proto__":{"admin":true}}') as object,
      ];
      const calls = names.flatMap((name) =>
        payloads.map(async (payload) => handlers.get(name)?.({ senderFrame: frame }, payload)),
      );
      return Promise.all(calls);
    }, Object.values(channels));
    expect(answers.length).toBe(Object.keys(channels).length * 7);
    for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'bad-request' });
  });
});

test('a second start ends itself and leaves one window', async () => {
  expect(await app.startAgain()).toBe(0);
  expect(await windowCount()).toBe(1);
});
