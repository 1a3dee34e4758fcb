import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { channels, events } from '../../shared/ipc/channels.ts';
import { look } from './in-main.ts';
import { launchApp, type RunningApp } from './launch.ts';
import { askFromPage } from './move-in-app.ts';
import { until } from './until.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await launchApp();
});
afterAll(() => app.close());

const ourPage = 'app://bundle/index.html';

/** What the window was made with, as Electron reports it. */
function lastWebPreferences(): Promise<Record<string, unknown>> {
  return look(app.electron, ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's types, but what its security guide says to ask.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
}

const windowCount = (): Promise<number> =>
  look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

// Written out, so that a change is seen by whoever reviews it. What Electron does not report is off.
const golden = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

/** Sent with every page; see security notes on the app's own scheme. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; " +
  'trusted-types default';

describe('the window', () => {
  test('is sandboxed, isolated and without Node', async () => {
    const preferences = await lastWebPreferences();
    const asked = Object.fromEntries(Object.keys(golden).map((name) => [name, preferences[name] || false]));
    expect(asked).toEqual(golden);
    const inPage = await app.page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer]');
    expect(inPage).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
  });

  test('runs in a sandbox that nothing switches off', async () => {
    const commandLine = await look(app.electron, ({ app: main }) => [
      main.commandLine.hasSwitch('no-sandbox'),
      main.commandLine.hasSwitch('enable-sandbox'),
    ]);
    expect(commandLine).toEqual([false, true]);
    if (process.platform !== 'linux') return;
    const pid = await look(app.electron, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    // What the kernel says of the page's process: system calls are filtered (2), privileges cannot be gained.
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\s+2$/mu);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/mu);
  });

  test('offers the page these functions and nothing else', async () => {
    const names = await app.page.evaluate(() => Object.keys(window.api).toSorted());
    const listeners = Object.keys(events).map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    // The names themselves are written out in tests/electron/contract.test.ts.
    expect(names).toEqual([...Object.keys(channels), ...listeners].toSorted());
    expect(await app.page.evaluate(() => Object.isFrozen(window.api))).toBe(true);
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
    expect(header).toBe(policy);
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
    'a child frame': () => {
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
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
    expect(await look(app.electron, ({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('a middle click leads nowhere', async () => {
    await app.page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      link.id = 'middle';
      link.textContent = 'middle';
      link.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 1000';
      document.body.append(link);
    }, ourPage);
    for (const held of [null, 'Control', 'Shift'] as const) {
      if (held !== null) await app.page.keyboard.down(held);
      await app.page.mouse.click(10, 8, { button: held === null ? 'middle' : 'left' });
      if (held !== null) await app.page.keyboard.up(held);
      await app.page.waitForTimeout(200);
      expect(app.page.url()).toBe(ourPage);
      expect(await windowCount()).toBe(1);
    }
    expect(await app.page.evaluate(() => document.elementFromPoint(10, 8)?.id)).toBe('middle');
    await app.page.evaluate(() => document.querySelector('#middle')?.remove());
  });

  test.each([
    ['a link', { items: [{ mimeType: 'text/uri-list', data: 'https://example.com/' }] }],
    ['a file', { items: [], files: ['/etc/hostname'] }],
    ['a page of ours', { items: [{ mimeType: 'text/uri-list', data: 'app://bundle/other.html' }] }],
  ])('%s that is dropped leads nowhere', async (_what, given) => {
    const devTools = await app.page.context().newCDPSession(app.page);
    const drop = { x: 300, y: 300, data: { ...given, dragOperationsMask: 1 } };
    const seen = app.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('dragover', () => resolve('dragged'), { once: true });
        }),
    );
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devTools.send('Input.dispatchDragEvent', { type, ...drop });
    expect(await seen).toBe('dragged');
    await app.page.waitForTimeout(300);
    expect(app.page.url()).toBe(ourPage);
    expect(await windowCount()).toBe(1);
    await devTools.detach();
  });
});

describe('permissions', () => {
  test('are denied, whatever is looked up', async () => {
    const states = await app.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'midi',
        'clipboard-read',
        'clipboard-write',
        'camera',
        'microphone',
      ].concat(
        [
          'background-sync',
          'persistent-storage',
          'screen-wake-lock',
          'idle-detection',
          'local-fonts',
          'window-management',
        ],
        ['storage-access', 'display-capture', 'accelerometer', 'payment-handler'],
      );
      const query = async (name: string): Promise<string> =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => `${name} ${state}`,
          () => `${name} unknown`,
        );
      return Promise.all(names.map(query));
    });
    expect(states.filter((state) => !/ (?:denied|unknown)$/u.test(state))).toEqual([]);
    expect(states.filter((state) => state.endsWith(' denied')).length).toBeGreaterThan(8);
  });

  test('are denied, whatever is asked for', async () => {
    const answers = await app.page.evaluate(async () => {
      const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));
      const outcome = async (ask: () => Promise<unknown>): Promise<string> => ask().then(() => 'granted', nameOf);
      const position = new Promise<unknown>((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, (error) => reject(new Error(String(error.code))));
      });
      const { usb, hid, serial, bluetooth } = navigator as unknown as Record<
        string,
        {
          getDevices?(): Promise<unknown[]>;
          getPorts?(): Promise<unknown[]>;
          requestDevice?(filter: object): Promise<unknown>;
        }
      >;
      return {
        geolocation: await position.then(
          () => 'granted',
          (error: Error) => error.message,
        ),
        notifications: await Notification.requestPermission(),
        camera: await outcome(() => navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await outcome(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await outcome(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        midi: await outcome(() => navigator.requestMIDIAccess({ sysex: true })),
        clipboardRead: await outcome(() => navigator.clipboard.readText()),
        clipboardWrite: await outcome(() => navigator.clipboard.writeText('x')),
        usb: await outcome(() => usb?.requestDevice?.({ filters: [] }) ?? Promise.reject(new Error('none'))),
        bluetooth: await outcome(
          () => bluetooth?.requestDevice?.({ acceptAllDevices: true }) ?? Promise.reject(new Error('none')),
        ),
        devices: [await usb?.getDevices?.(), await hid?.getDevices?.(), await serial?.getPorts?.()].map(
          (all) => all?.length ?? 0,
        ),
        persisted: await navigator.storage.persist(),
      };
    });
    const { geolocation, notifications, devices, persisted, ...others } = answers;
    expect({ geolocation, notifications, devices, persisted }).toEqual({
      geolocation: '1', // PERMISSION_DENIED
      notifications: 'denied',
      devices: [0, 0, 0],
      persisted: false,
    });
    for (const [name, outcome] of Object.entries(others)) expect(`${name} ${outcome}`).toMatch(/Error$/u);
  });
});

test('a second start ends itself and leaves one window', async () => {
  expect(await app.startAgain()).toBe(0);
  expect(await windowCount()).toBe(1);
});

test('the page asks nothing of any network, through a whole run', async () => {
  await app.electron.evaluate(({ session }) => {
    const requested: string[] = [];
    Object.assign(globalThis, { requested });
    session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
      requested.push(url);
      answer({});
    });
  });
  const requested = (): Promise<readonly string[]> =>
    look(app.electron, () => (globalThis as unknown as { requested: string[] }).requested);
  // Parts of the page come past the session's own hook: the page's tools see those.
  const parts: string[] = [];
  app.page.on('request', (request) => parts.push(request.url()));
  await app.page.reload();
  await app.page.waitForSelector('h1');
  await app.page.evaluate(() => window.api.startPractice());
  await until(async () => (await askFromPage(app.page, 'practiceState')).phase === 'finished', 50_000);
  const seen = [...(await requested()), ...parts];
  expect(await requested()).toContain(ourPage);
  expect(parts.length).toBeGreaterThan(2);
  expect(seen.filter((url) => !url.startsWith('app://bundle/'))).toEqual([]);
  // It would have seen one.
  await app.electron.evaluate(({ session }) =>
    session.defaultSession.fetch('http://127.0.0.1:9/').catch(() => undefined),
  );
  expect(await requested()).toContain('http://127.0.0.1:9/');
});
