import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../main/cli/options.ts';
import { readSettings } from '../../main/cli/settings.ts';
import { compareAccounts, describeDifferences } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { RawImap } from '../support/raw-imap.ts';
import { readEvents, runHoming } from './homing.ts';

const DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const user = 'recent@example.org';

let source: Dovecot;
let destination: Dovecot;
let folder: string;

/** An INTERNALDATE so many days ago. */
function daysAgo(days: number): string {
  const date = new Date(Date.now() - days * DAY);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}-${MONTHS[date.getUTCMonth()] ?? ''}-${String(date.getUTCFullYear())} 12:00:00 +0000`;
}

beforeAll(async () => {
  [source, destination] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/' }),
  ]);
  folder = mkdtempSync(join(tmpdir(), 'homing-recent-'));
  writeFileSync(join(folder, 'ca.pem'), source.caPem + destination.caPem);
  const client = await RawImap.open(rawAccount(source, user));
  await client.create('Letters');
  for (let number = 0; number < 30; number++) {
    const id = `Message-ID: <${String(number)}@example.org>\r\nSubject: n. ${String(number)}\r\n\r\nHello\r\n`;
    const days = number % 3 === 0 ? 20 : 200;
    await client.append(number % 2 === 0 ? 'INBOX' : 'Letters', {
      bytes: Buffer.from(id),
      date: daysAgo(days),
    });
  }
  await client.logout();
});

afterAll(async () => {
  await Promise.all([source.stop(), destination.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function argsFor(to: string): string[] {
  const url = (server: Dovecot, name: string): string =>
    `imaps://${encodeURIComponent(name)}@127.0.0.1:${String(server.port)}`;
  const files = ['--ca', join(folder, 'ca.pem'), '--journal', join(folder, `${to}.sqlite`)];
  return ['--from', url(source, user), '--to', url(destination, to), ...files, '--recent-first', '90'];
}

const secrets = (): NodeJS.ProcessEnv => ({
  HOMING_FROM_PASSWORD: source.password,
  HOMING_TO_PASSWORD: destination.password,
});

/** Ages of a mailbox's messages in days, by UID. */
async function ages(to: string, mailbox: string): Promise<number[]> {
  const client = await RawImap.open(rawAccount(destination, to));
  await client.examine(mailbox);
  const found: { uid: number; days: number }[] = [];
  await client.fetchAll(({ uid, epoch }) =>
    found.push({ uid, days: Math.round((Date.now() / 1000 - epoch) / 86_400) }),
  );
  await client.logout();
  return found.toSorted((one, other) => one.uid - other.uid).map(({ days }) => (days < 90 ? 20 : 200));
}

describe('--recent-first', () => {
  it('is a number of days, counted from the beginning of a day', () => {
    const since = readSettings(parseCommandLine(['run', '--recent-first', '90']).flags).recentFirst;
    expect(since).toBe((Math.floor(Date.now() / DAY) - 90) * DAY);
    expect(readSettings({}).recentFirst).toBeNull();
    for (const wrong of ['0', '-1', '1.5', 'soon', ''])
      expect(() => readSettings({ 'recent-first': wrong })).toThrow(/--recent-first is not a number of days/);
  });

  it('brings the recent mail of all mailboxes, then the older one, each once; a second run has nothing to do', async () => {
    const args = argsFor('json@example.net');
    const { code, stdout, stderr } = await runHoming(['run', ...args, '--json'], secrets());
    expect(code, stderr).toBe(0);
    const events = readEvents(stdout);
    expect(events.filter(({ event }) => event === 'recent')).toMatchObject([{ done: 10, total: 10, ended: true }]);
    expect(events.at(-1)).toMatchObject({ event: 'done', copied: 30, verified: 30, waiting: 0 });
    expect(await ages('json@example.net', 'INBOX')).toEqual([...five(20), ...five(200), ...five(200)]);
    expect(await ages('json@example.net', 'Letters')).toEqual([...five(20), ...five(200), ...five(200)]);
    await assertSameContents('json@example.net');
    const again = await runHoming(['run', ...args, '--json'], secrets());
    expect(readEvents(again.stdout).filter(({ event }) => event === 'recent')).toEqual([]);
    expect(readEvents(again.stdout).at(-1)).toMatchObject({ copiedNow: 0, copied: 30 });
  });

  it('says in a line when the recent mail is there', async () => {
    const { code, stdout } = await runHoming(['run', ...argsFor('plain@example.net')], secrets());
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^The mail since \d{4}-\d\d-\d\d is in the new mailbox: 10 messages\. The older mail follows\.$/m,
    );
  });
});

const five = (days: number): number[] => Array.from({ length: 5 }, () => days);

/** Every message, as at the source; only their order is another. */
async function assertSameContents(to: string): Promise<void> {
  const differences = await compareAccounts(rawAccount(source, user), rawAccount(destination, to));
  expect(describeDifferences({ ...differences, orderDiffers: [] })).toEqual([]);
  expect(differences.compared).toBe(30);
}
