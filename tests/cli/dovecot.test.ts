import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { RawImap } from '../support/raw-imap.ts';
import { readEvents, runHoming } from './homing.ts';
import { inTerminal } from './pseudo-terminal.ts';

let source: Dovecot;
let destination: Dovecot;
let folder: string;

beforeAll(async () => {
  source = await startDovecot({ format: 'maildir', separator: '.' });
  destination = await startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 2 });
  folder = mkdtempSync(join(tmpdir(), 'homing-cli-'));
  // The two have authorities of their own.
  writeFileSync(join(folder, 'ca.pem'), source.caPem + destination.caPem);
  await fillPlainAccount(source, 'one@example.org', { mailboxes: 4, messagesEach: 30, maxBytes: 20_000 });
});

afterAll(async () => {
  await Promise.all([source.stop(), destination.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function argsFor(from: string, to: string, security: 'imaps' | 'imap+starttls' = 'imaps'): string[] {
  const url = (server: Dovecot, user: string): string =>
    `${security}://${encodeURIComponent(user)}@127.0.0.1:${String(security === 'imaps' ? server.port : server.starttlsPort)}`;
  const files = ['--ca', join(folder, 'ca.pem'), '--journal', join(folder, `${to}-${security}.sqlite`)];
  return ['--from', url(source, from), '--to', url(destination, to), ...files];
}

const secrets = (): NodeJS.ProcessEnv => ({
  HOMING_FROM_PASSWORD: source.password,
  HOMING_TO_PASSWORD: destination.password,
});

describe.each(['imaps', 'imap+starttls'] as const)('between real servers over %s', (security) => {
  it('everything arrives, once', async () => {
    const user = `${security}@example.net`;
    const args = argsFor('one@example.org', user, security);
    const { code, stdout } = await runHoming(['run', ...args, '--deep', '--json'], secrets());
    expect(code).toBe(0);
    expect(readEvents(stdout).at(-1)).toMatchObject({ event: 'done', copied: 120, verified: 120, waiting: 0 });
    await assertSameMailboxes(rawAccount(source, 'one@example.org'), rawAccount(destination, user));
    const again = await runHoming(['run', ...args, '--json'], secrets());
    expect(readEvents(again.stdout).at(-1)).toMatchObject({ copiedNow: 0, copied: 120 });
  });
});

it('compares a sample, tells how large it was, and writes it into the receipt', async () => {
  const args = argsFor('one@example.org', 'sample@example.net');
  const first = await runHoming(['run', ...args, '--sample', '10', '--json'], secrets());
  expect(first.code).toBe(0);
  expect(readEvents(first.stdout).at(-1)).toMatchObject({ copied: 120, compared: 10, comparedAtRandom: 10 });
  const { code, stdout } = await runHoming(['verify', ...args, '--sample', '500'], secrets());
  expect(code).toBe(0);
  expect(stdout).toContain('120 messages seen again at the new server, and compared byte for byte.');
  const journal = ['--journal', join(folder, 'sample@example.net-imaps.sqlite')];
  const page = join(folder, 'sample.html');
  const report = await runHoming(['report', ...journal, '--html', page, '--json'], {});
  expect(readEvents(report.stdout).at(-1)).toMatchObject({ verified: 120, compared: 120, comparedAtRandom: 120 });
  expect(readFileSync(page, 'utf8')).toContain('Each of them was read again at the new server');
});

it('a full destination ends with 6; what arrived is safe, and leaving something behind goes on', async () => {
  const user = 'full@example.org';
  const client = await RawImap.open(rawAccount(source, user));
  await client.create('Big');
  const letter = (subject: string, bytes: number): Buffer =>
    Buffer.from(
      `Subject: ${subject}\r\nMessage-ID: <${subject}@example.org>\r\n\r\n${'x'.repeat(70)}\r\n`.padEnd(bytes, 'y'),
    );
  for (let number = 0; number < 12; number++) {
    await client.append('INBOX', { bytes: letter(`small${String(number)}`, 2000) });
    await client.append('Big', { bytes: letter(`big${String(number)}`, 400_000) });
  }
  await client.logout();
  const args = argsFor(user, user);
  for (let attempt = 0; attempt < 2; attempt++) {
    const { code, stdout, stderr } = await runHoming(['run', ...args, '--json'], secrets());
    expect(code).toBe(6);
    expect(stderr).toMatch(/The mailbox at 127\.0\.0\.1 is full\.\n.*says: “.*Quota/i);
    expect(stderr).toMatch(/No mail is lost/);
    const events = readEvents(stdout);
    expect(events.at(-1)).toMatchObject({ event: 'done', end: 'destination-full', failed: 0 });
    expect(
      events.some(({ event, kind, exitCode }) => event === 'problem' && kind === 'over-quota' && exitCode === 6),
    ).toBe(true);
  }
  const rest = await runHoming(['run', ...args, '--exclude', 'Big', '--json'], secrets());
  expect(readEvents(rest.stdout).at(-1)).toMatchObject({ event: 'done', end: 'finished' });
  expect(rest.code).toBe(0);
  const target = await RawImap.open(rawAccount(destination, user));
  const [inbox, big] = [await target.examine('INBOX'), await target.examine('Big')];
  expect(inbox.exists).toBe(12);
  // Two megabytes hold so many of them, and a second attempt has doubled none.
  expect(big.exists).toBeLessThanOrEqual(5);
  await target.logout();
});

describe.runIf(process.platform === 'linux')('on a terminal', () => {
  it('draws a picture and leaves a summary', async () => {
    const { code, shown } = await inTerminal(['run', ...argsFor('one@example.org', 'tty@x')], {
      size: 'cols 70 rows 20',
      environment: secrets(),
    });
    expect(code).toBe(0);
    expect(shown).toContain('\u001B[?25l');
    expect(shown.lastIndexOf('\u001B[?25h')).toBeGreaterThan(shown.lastIndexOf('\u001B[?25l'));
    expect(shown).toMatch(/\u001B\[\d+A/);
    const last = stripVTControlCharacters(shown.slice(shown.lastIndexOf('\u001B[?25h')));
    expect(last).toContain('Everything arrived: 120 messages');
    expect(last).not.toMatch(/█/);
  });

  it.each([
    ['TERM=dumb', { TERM: 'dumb' }],
    ['NO_COLOR', { NO_COLOR: '1' }],
  ])('respects %s', async (name, environment) => {
    const { code, shown } = await inTerminal(['run', ...argsFor('one@example.org', `${name}@x`)], {
      size: 'cols 40 rows 12',
      environment: { ...secrets(), ...environment },
    });
    expect(code).toBe(0);
    if (name === 'TERM=dumb') expect(shown).not.toContain('\u001B');
    else expect(shown).not.toMatch(/\u001B\[[\d;]*m/);
  });
});
