import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { readEvents, runHoming, type Ended } from './homing.ts';
import { inTerminal } from './pseudo-terminal.ts';

let source: Dovecot;
let destination: Dovecot;
let folder: string;

/** Customers whose mail can be moved. */
const well = ['anna', 'ben', 'clara', 'dora'] as const;
const all = [...well, 'eva', 'finn', 'gerd'] as const;

beforeAll(async () => {
  [source, destination] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 1 }),
  ]);
  folder = mkdtempSync(join(tmpdir(), 'homing-batch-'));
  writeFileSync(join(folder, 'ca.pem'), source.caPem + destination.caPem);
  const small = { mailboxes: 2, messagesEach: 10, maxBytes: 3_000 };
  // Each of finn's mailboxes alone is too large: two that are appended to at the same time do not see each other's bytes.
  const large = { ...small, maxBytes: 1_500_000 };
  for (const name of all) await fillPlainAccount(source, `${name}@old.example`, name === 'finn' ? large : small);
});

afterAll(async () => {
  await Promise.all([source.stop(), destination.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The line of a customer whose old server is dead. */
function deadEnd(name: string): string {
  return `${name};imaps://${name}@127.0.0.1:1;imaps://${name}@127.0.0.1:${String(destination.port)};x;x`;
}

/** Writes a list: eva's password is wrong, finn has more than there is room for, gerd's server is dead. */
function writeList(
  name: string,
  customers: readonly string[],
  passwords: Readonly<Record<string, string>> = {},
): string {
  const rows = customers.map((customer) => {
    const port = customer === 'gerd' ? 1 : source.port;
    const password = passwords[customer] ?? (customer === 'eva' ? 'not-evas-password' : source.password);
    const from = `imaps://${customer}@old.example@127.0.0.1:${String(port)}`;
    const to = `imaps://${customer}@new.example@127.0.0.1:${String(destination.port)}`;
    return `${customer};${from};"${to}";${password};${destination.password}`;
  });
  const file = join(folder, name);
  const text = ['\uFEFFName;From;To;from password;to_password', '# customers', '', ...rows].join('\r\n');
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function batch(list: string, ...more: readonly string[]): Promise<Ended> {
  const journals = ['--journals', `${list}.journals`, '--ca', join(folder, 'ca.pem')];
  return runHoming(['batch', list, ...journals, ...more]);
}

interface Written {
  readonly exitCode: number;
  readonly moves: readonly Record<string, unknown>[];
}

function summaryOf(list: string, name = 'summary'): Written {
  return JSON.parse(readFileSync(join(`${list}.journals`, `${name}.json`), 'utf8')) as Written;
}

async function expectExact(customer: string): Promise<void> {
  await assertSameMailboxes(
    rawAccount(source, `${customer}@old.example`),
    rawAccount(destination, `${customer}@new.example`),
  );
}

describe('seven customers, three of whom have trouble', () => {
  let list: string;
  let first: Ended;

  beforeAll(async () => {
    list = writeList('customers.csv', all);
    first = await batch(list, '--parallel', '3', '--json');
  });

  it('the trouble is theirs alone: the four others arrive exact', async () => {
    for (const customer of well) await expectExact(customer);
    expect(summaryOf(list).moves.map(({ name, state }) => [name, state])).toEqual([
      ...well.map((name) => [name, 'arrived']),
      ['eva', 'sign-in-refused'],
      ['finn', 'new-mailbox-full'],
      ['gerd', 'to-mend'],
    ]);
    expect(first.code).toBe(5);
    expect(summaryOf(list).exitCode).toBe(5);
  });

  it('each line of --json names its move', () => {
    const events = readEvents(first.stdout);
    expect(events[0]).toMatchObject({ event: 'batch', moves: 7, parallel: 3 });
    for (const event of events.slice(1, -1)) expect(all, JSON.stringify(event)).toContain(event['move']);
    for (const name of all)
      expect(events.filter(({ event, move }) => event === 'ended' && move === name)).toHaveLength(1);
    const done = events.find(({ event, move }) => event === 'done' && move === 'ben');
    expect(done).toMatchObject({ copied: 20, failed: 0, waiting: 0 });
    expect(events.at(-1)).toMatchObject({ event: 'summary', exitCode: 5, states: { arrived: 4, 'to-mend': 1 } });
  });

  it('leaves a journal each, and a receipt for each that arrived, for our eyes only', () => {
    const files = readdirSync(`${list}.journals`);
    for (const name of all) expect(files).toContain(`${name}.sqlite`);
    for (const name of well) expect(files).toEqual(expect.arrayContaining([`${name}.html`, `${name}.json`]));
    for (const name of ['eva', 'finn', 'gerd']) expect(files).not.toContain(`${name}.html`);
    for (const file of files) expect(statSync(join(`${list}.journals`, file)).mode & 0o077, file).toBe(0);
    expect(statSync(`${list}.journals`).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(`${list}.journals`, 'anna.html'), 'utf8')).toContain('anna@new.example');
  });

  it('says in a table what to do next, and holds no secret anywhere', () => {
    const table = readFileSync(join(`${list}.journals`, 'summary.csv'), 'utf8').split('\r\n');
    expect(table[0]).toMatch(
      /^name,from,from_server,to,to_server,state,exit_code,copied,already_there,skipped,failed,/,
    );
    expect(table.find((line) => line.startsWith('anna,'))).toMatch(/,arrived,0,20,0,0,0,0,\d+,\d+,,.*anna\.html,/);
    expect(table.find((line) => line.startsWith('eva,'))).toMatch(
      /Check the password of the old account .* in line 8\./,
    );
    expect(table.find((line) => line.startsWith('finn,'))).toMatch(/new mailbox more room/);
    expect(table.find((line) => line.startsWith('gerd,'))).toMatch(/does not accept connections/);
    const everything = readdirSync(`${list}.journals`).map((file) =>
      readFileSync(join(`${list}.journals`, file), 'latin1'),
    );
    for (const text of [...everything, first.stdout, first.stderr])
      for (const secret of [source.password, destination.password, 'not-evas-password'])
        expect(text).not.toContain(secret);
  });

  it('a second run goes on: what was mended arrives, nothing arrives twice', async () => {
    writeList('customers.csv', all, { eva: source.password });
    const again = await batch(list, '--parallel', '4');
    expect(again.code).toBe(6);
    for (const customer of [...well, 'eva']) await expectExact(customer);
    expect(again.stdout).toMatch(/eva +arrived +20/);
    expect(again.stdout).toMatch(/finn +new mailbox too small/);
    expect(again.stdout).toMatch(/^gerd \(line 10\): /m);
    expect(again.stdout).not.toContain('\u001B');
  });

  it('leaves alone what has arrived when only the unfinished are wanted', async () => {
    const rest = await batch(list, '--only-unfinished', '--json');
    const started = readEvents(rest.stdout).filter(({ event }) => event === 'started');
    expect(started.map(({ move }) => move)).toEqual(['finn', 'gerd']);
    expect(summaryOf(list).moves.filter(({ state }) => state === 'arrived')).toHaveLength(5);
    expect(rest.code).toBe(6);
    // With other accounts under its name it is another move.
    writeList('customers.csv', ['anna', 'clara']);
    writeFileSync(list, readFileSync(list, 'utf8').replace('clara@new.example', 'clara2@new.example'), { mode: 0o600 });
    const other = await batch(list, '--only-unfinished', '--json', '--until', '1971-01-01');
    const begun = readEvents(other.stdout).filter(({ event }) => event === 'started');
    expect(begun.map(({ move }) => move)).toEqual(['clara']);
    expect(other.code).toBe(0);
  });
});

it.concurrent('a dry run tells totals and room, and changes nothing', async () => {
  const list = writeList('dry.csv', ['anna', 'finn']);
  const { code, stdout } = await batch(list, '--dry-run');
  expect(code).toBe(6);
  expect(stdout).toMatch(/^anna +fits +20 +\S+ KB +\S+ [KM]B$/m);
  expect(stdout).toMatch(/^finn +new mailbox too small +20 +\S+ MB/m);
  expect(stdout).toMatch(/^together +2 moves +40 /m);
  expect(readdirSync(`${list}.journals`).sort()).toEqual(['dry-run.csv', 'dry-run.json']);
  expect(summaryOf(list, 'dry-run').moves[0]).toMatchObject({ state: 'fits', waiting: 20 });
});

it.concurrent('a list that others may read is refused while it holds passwords, and nothing is started', async () => {
  const list = writeList('open.csv', ['anna']);
  chmodSync(list, 0o640);
  const { code, stderr } = await batch(list);
  expect(code).toBe(4);
  expect(stderr).toMatch(/other users of this computer may read it\. Nothing was started\.\n.*chmod 600 /);
  expect(existsSync(`${list}.journals`)).toBe(false);
});

it.concurrent('passwords may lie elsewhere: in the environment, in files, or one for all', async () => {
  const own = (user: string, server: Dovecot): string => `imaps://${user}@127.0.0.1:${String(server.port)}`;
  const list = join(folder, 'elsewhere.csv');
  writeFileSync(join(folder, 'iris.txt'), `${source.password}\n`, { mode: 0o600 });
  const rows = [
    ['iris', own('anna@old.example', source), own('iris@new.example', destination), 'file:iris.txt'],
    ['jan', own('ben@old.example', source), own('jan@new.example', destination), 'env:JAN_OLD'],
  ];
  writeFileSync(list, ['name,from,to,from_secret', ...rows.map((row) => row.join(','))].join('\n'), { mode: 0o644 });
  const args = ['batch', list, '--journals', `${list}.journals`, '--ca', join(folder, 'ca.pem'), '--json'];
  const environment = { JAN_OLD: source.password, HOMING_TO_PASSWORD: destination.password };
  const { code } = await runHoming(args, environment);
  expect(code).toBe(0);
  const { moves } = summaryOf(list);
  expect(moves).toMatchObject([{ copied: 20 }, { copied: 20 }]);
});

it.concurrent('a server that refuses three accounts in a row is left alone, and the others go on', async () => {
  const wrong = Object.fromEntries(all.map((name) => [name, 'wrong']));
  const list = writeList('refused.csv', ['anna', 'ben', 'clara', 'dora', 'eva'], wrong);
  writeFileSync(list, `${readFileSync(list, 'utf8')}\r\n${deadEnd('zoe')}`, { mode: 0o600 });
  const { code, stdout, stderr } = await batch(list, '--parallel', '1');
  expect([code, stderr]).toEqual([5, '']);
  const states = summaryOf(list).moves.map(({ state }) => state);
  expect(states).toEqual([
    ...Array.from({ length: 3 }, () => 'sign-in-refused'),
    'not-started',
    'not-started',
    'to-mend',
  ]);
  expect(stdout).toMatch(/^! The old server 127\.0\.0\.1:\d+ refused three accounts in a row\./m);
  expect(stdout).toMatch(/^dora \(line 7\): Not tried, since the old server .* refused three accounts in a row\./m);
});

describe.runIf(process.platform === 'linux')('on a terminal', () => {
  it.concurrent('shows what runs, and leaves a table', async () => {
    const list = writeList('terminal.csv', ['anna', 'ben']);
    const args = ['batch', list, '--journals', `${list}.journals`, '--ca', join(folder, 'ca.pem')];
    const { code, shown } = await inTerminal(args, { size: 'cols 90 rows 24' });
    expect(code).toBe(0);
    const text = stripVTControlCharacters(shown);
    expect(text).toContain('Moving 2 mailboxes, 2 at a time');
    expect(text).toMatch(/▸ anna +/);
    expect(text).toMatch(/\d of 2 done · \d running/);
    expect(shown.lastIndexOf('\u001B[?25h')).toBeGreaterThan(shown.lastIndexOf('\u001B[?25l'));
    const last = stripVTControlCharacters(shown.slice(shown.lastIndexOf('\u001B[?25h')));
    expect(last).toMatch(/anna +arrived +20/);
    expect(last).not.toContain('▸');
    for (const line of last.split('\r\n')) expect(line.length).toBeLessThan(90);
  });
});
