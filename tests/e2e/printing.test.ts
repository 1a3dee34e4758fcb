import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look } from './in-main.ts';
import { launchApp, type RunningApp } from './launch.ts';
import { askFromPage, prepareMove, runMove, startTwoServers, untilPhase, type TwoServers } from './move-in-app.ts';

let servers: TwoServers;
let app: RunningApp;
let move: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homing-saved-'));
  servers = await startTwoServers(12);
  app = await launchApp({ env: servers.env });
  // Where nothing shows notifications, trying to is written down.
  await askFromPage(app.page, 'changeSettings', { notifications: false });
  move = await prepareMove(app.page, servers, null);
});
afterAll(async () => {
  await app.close();
  await servers[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test('before anything was moved there is nothing to print or to save', async () => {
  const nothing = { saved: false, problem: { kind: 'unexpected', code: 'no-receipt' } };
  expect(await askFromPage(app.page, 'printReceipt', { move })).toMatchObject(nothing);
  expect(await askFromPage(app.page, 'saveReceipt', { move, format: 'html' })).toMatchObject(nothing);
});

test('a move runs to its end', async () => {
  await runMove(app.page, move);
  await untilPhase(app.page, move, ['finished']);
  const receipt = await askFromPage(app.page, 'receipt', { move });
  expect(receipt?.totals).toMatchObject({ messages: 12, failed: 0, waiting: 0 });
  expect(servers.new.store.get('INBOX')?.messages).toHaveLength(12);
});

interface Printed {
  readonly pdf: string;
  readonly preferences: Record<string, unknown>;
  readonly url: string;
  readonly windows: number;
  /** What a page in that place could do. */
  readonly reached: string;
}

describe('printing', () => {
  /** In place of the printer, which no test machine has: the next page to be printed is kept as PDF, and looked at. */
  async function standInForPrinter(): Promise<void> {
    await app.electron.evaluate(({ app: main, BrowserWindow }) => {
      main.once('web-contents-created', (_event, contents) => {
        contents.print = (_options, done) => {
          const standIn = async (): Promise<void> => {
            const pdf = await contents.printToPDF({});
            const reached = await contents.session.fetch('app://bundle/index.html').then(
              ({ status }) => `status ${String(status)}`,
              (error: unknown) => String(error),
            );
            const printed = {
              pdf: pdf.toString('latin1'),
              preferences: (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
              url: contents.getURL(),
              windows: BrowserWindow.getAllWindows().length,
              reached,
            };
            Object.assign(globalThis, { printed: JSON.parse(JSON.stringify(printed)) as object });
            done?.(true, '');
          };
          void standIn();
        };
      });
    });
  }

  test('hands the receipt to the system’s printer, from a page that can do nothing', async () => {
    await standInForPrinter();
    expect(await askFromPage(app.page, 'printReceipt', { move })).toEqual({ saved: true, problem: null });
    const printed = await look(app.electron, () => (globalThis as unknown as { printed: Printed }).printed);
    expect(printed.pdf.slice(0, 5)).toBe('%PDF-');
    expect(printed.pdf.length).toBeGreaterThan(5000);
    // Not a blank page: a blank one embeds no font.
    expect(printed.pdf).toContain('/FontFile');
    expect(printed.url).toBe('app://receipt/');
    expect(printed.windows).toBe(2);
    expect(printed.reached).not.toBe('status 200');
    expect(printed.preferences).toMatchObject({
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    expect(printed.preferences['preload'] ?? null).toBeNull();
    expect(await look(app.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('the receipt cannot be reached from our own page', async () => {
    const answer = await app.page.evaluate(() =>
      fetch('app://receipt/').then(
        ({ status }) => String(status),
        () => 'refused',
      ),
    );
    expect(answer).toBe('refused');
    expect(
      await look(app.electron, ({ session }) => session.defaultSession.fetch('app://receipt/').then((r) => r.status)),
    ).toBe(404);
  });

  test('without a printer it says so', async () => {
    await app.electron.evaluate(({ app: main }) => {
      main.once('web-contents-created', (_event, contents) => {
        contents.print = (_options, done) => done?.(false, 'Failed to enumerate printers');
      });
    });
    expect(await askFromPage(app.page, 'printReceipt', { move })).toMatchObject({
      saved: false,
      problem: { kind: 'unexpected', code: 'no-printer' },
    });
  });

  test('that the person cancels is no problem', async () => {
    await app.electron.evaluate(({ app: main }) => {
      main.once('web-contents-created', (_event, contents) => {
        contents.print = (_options, done) => done?.(false, 'Print job canceled');
      });
    });
    expect(await askFromPage(app.page, 'printReceipt', { move })).toEqual({ saved: false, problem: null });
  });
});

describe('saving', () => {
  /** Answers the system's dialogs, and remembers what they were asked. */
  async function answerDialogs(path: string | null): Promise<void> {
    await app.electron.evaluate(({ dialog }, chosen) => {
      const asked: object[] = [];
      Object.assign(globalThis, { asked });
      dialog.showSaveDialog = (...args: unknown[]) => {
        asked.push(args.at(-1) as object);
        return Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
      };
      dialog.showOpenDialog = (...args: unknown[]) => {
        asked.push(args.at(-1) as object);
        return Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
      };
    }, path);
  }
  const asked = (): Promise<readonly { readonly defaultPath: string; readonly title: string }[]> =>
    look(app.electron, () => (globalThis as unknown as { asked: { defaultPath: string; title: string }[] }).asked);

  test.each(['html', 'json'] as const)('the receipt as %s, readable for its owner only', async (format) => {
    const file = join(folder, `receipt.${format}`);
    await answerDialogs(file);
    expect(await askFromPage(app.page, 'saveReceipt', { move, format })).toEqual({ saved: true, problem: null });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    if (format === 'json') expect(JSON.parse(text)).toMatchObject({ totals: { messages: 12 } });
    else expect(text).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/u);
    const [{ defaultPath, title } = { defaultPath: '', title: '' }] = await asked();
    expect(defaultPath).toMatch(new RegExp(`/Homing receipt \\d{4}-\\d\\d-\\d\\d\\.${format}$`, 'u'));
    expect(title).toBe('Save the receipt');
  });

  test('a reminder as a calendar entry', async () => {
    const file = join(folder, 'reminder.ics');
    await answerDialogs(file);
    const at = new Date(2027, 4, 3, 12).getTime();
    const reminder = { move, title: 'Old mailbox', text: 'May be closed; look once more', at };
    expect(await askFromPage(app.page, 'saveReminder', reminder)).toEqual({ saved: true, problem: null });
    expect(await readFile(file, 'utf8')).toMatch(/DTSTART;VALUE=DATE:20270503\r\nSUMMARY:Old mailbox\r\n/u);
  });

  test('messages of the old mailbox, byte for byte', async () => {
    await answerDialogs(folder);
    const uids = (servers.old.store.get('INBOX')?.messages ?? []).slice(0, 2).map(({ uid }) => uid);
    const messages = [...uids, 4_000_000].map((uid) => ({ source: 'INBOX', uid }));
    const saved = await askFromPage(app.page, 'saveMessages', { move, messages });
    expect(saved).toEqual({ saved: true, problem: null, written: 2, missing: 1 });
    const [made = ''] = (await readdir(folder)).filter((name) => name.startsWith('Messages from Homing'));
    expect((await readdir(join(folder, made))).toSorted()).toEqual([
      ...uids.map((uid, index) => `000${String(index + 1)}-${String(uid)}.eml`),
      'index.csv',
    ]);
    const body = await readFile(join(folder, made, `0001-${String(uids[0])}.eml`));
    expect(body.equals(servers.old.store.get('INBOX')?.messages[0]?.body() ?? Buffer.alloc(0))).toBe(true);
  });

  test('that the person cancels is no problem', async () => {
    await answerDialogs(null);
    expect(await askFromPage(app.page, 'saveReceipt', { move, format: 'html' })).toEqual({
      saved: false,
      problem: null,
    });
    const messages = [{ source: 'INBOX', uid: 1 }];
    expect(await askFromPage(app.page, 'saveMessages', { move, messages })).toMatchObject({
      saved: false,
      problem: null,
    });
  });

  test('where nothing can be written is a problem', async () => {
    await answerDialogs('/proc/receipt.html');
    expect(await askFromPage(app.page, 'saveReceipt', { move, format: 'html' })).toMatchObject({
      saved: false,
      problem: { kind: 'unexpected' },
    });
  });
});

test('the report goes to the clipboard, and names nobody', async () => {
  const { text } = await askFromPage(app.page, 'copyReport', { move });
  expect(await look(app.electron, async ({ clipboard }) => clipboard.readText())).toBe(text);
  expect(text).toMatch(/^Homing /u);
  expect(text).not.toMatch(/anna|\.example|Letter|127\.0\.0\.1/u);
  expect(text).not.toContain(servers.old.password);
});

test('nothing of it was a fault, and nothing was written that names somebody', async () => {
  const log = await readFile(join(app.profile, 'homing.log'), 'utf8');
  expect(log.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(log)).toMatchObject({ event: 'started' });
  expect(app.complaints.filter((text) => !text.includes('app://receipt/'))).toEqual([]);
});
