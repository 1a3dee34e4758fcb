import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../main/journal/open-journal.ts';
import { greetWith } from '../support/faults-wire.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { readEvents, runHoming, startMove, type Ended, type Move } from './homing.ts';

/** What every refusal must be: short, in words, without a stack, and with the same exit code in JSON. */
function expectRefusal({ code, stdout, stderr }: Ended, wanted: number, reason: RegExp): void {
  expect({ code, stderr }).toEqual({ code: wanted, stderr: expect.stringMatching(reason) as string });
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+|undefined|\[object/);
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
  for (const line of stderr.trim().split('\n')) expect(line).toMatch(/[.?”]$/);
  expect(stdout).toBe('');
}

/** A server that is none: says something, or nothing, and is stopped when the test is over. */
async function pretendServer(
  onConnection: (socket: Socket) => void,
): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const environment = { HOMING_FROM_PASSWORD: 'one', HOMING_TO_PASSWORD: 'two' };
const [from, to] = ['imaps://me@127.0.0.1:1', 'imaps://me@127.0.0.1:2'];

describe('wrong usage', () => {
  it.each<[readonly string[], RegExp]>([
    [[], /Which command/],
    [['move'], /no such command/],
    [['constructor'], /no such command/],
    [['run', '--frobnicate'], /no option --frobnicate/],
    [['run'], /--from is missing/],
    [['run', '--from', from], /--to is missing/],
    [['run', '--from', from, '--to', from], /same account/],
    [['plan', '--from', from, '--to', from], /same account/],
    [['run', '--from', 'imap://me@h', '--to', to], /readable for everybody/],
    [['run', '--from', from, '--to', to, '--since', 'soon'], /--since is not a date/],
    [['run', '--from', from, '--to', to, '--max-size', 'big'], /--max-size is not a size/],
    [['run', '--from', from, '--to', to, '--ca', '/nowhere/ca.pem'], /cannot be read/],
    [['run', '--from', from, '--to', to, '--ca', '/etc/hostname'], /holds no certificate/],
    [['run', '--from', from, '--to', to, '--ca', '/dev/zero'], /cannot be read/],
    [['run', '--from', from, '--to', to, '--ca', '/tmp'], /cannot be read/],
    [['run', '--config', '/dev/zero'], /configuration file .* cannot be read/],
    [['run', '--config', '/dev'], /configuration file .* cannot be read/],
    [['run', '--from', from, '--to', to, '--journal', ':memory:'], /forgotten/],
    [['report', '--journal', ''], /forgotten/],
    [['run', '--from', from, '--to', to, '--journal', `/tmp/${'x'.repeat(300)}`], /not a journal/],
    [['batch', '/dev/zero', '--dry-run'], /list in .* cannot be read/],
    [['batch', '/tmp', '--dry-run'], /list in .* cannot be read/],
    [['run', '--config', '/nowhere.json'], /configuration file .* cannot be read/],
    [['run', '--from', from, '--to', to, '--journal', '/nowhere/j.sqlite'], /no folder/],
  ])('%j ends with 4', async (args, reason) => {
    const journal = join(temporaryFolder('refused'), 'journal.sqlite');
    const extra = args.includes('--journal') || !args.includes('run') ? [] : ['--journal', journal];
    expectRefusal(await runHoming([...args, ...extra], environment), 4, reason);
  });

  it.each([
    ['a link that leads nowhere', (path: string) => symlinkSync(`${path}-gone`, path)],
    ['a link to itself', (path: string) => symlinkSync(path, path)],
    ['a folder', (path: string) => mkdirSync(path)],
    ['a pipe', (path: string) => void execFileSync('/usr/bin/mkfifo', [path])],
  ])('a journal that is %s ends with 4, and it stays as it is', async (_what, make) => {
    const journal = join(temporaryFolder('odd-journal'), 'journal.sqlite');
    make(journal);
    const before = lstatSync(journal);
    const ended = await runHoming(['run', '--from', from, '--to', to, '--journal', journal], environment);
    expectRefusal(ended, 4, /not a journal/);
    expect(lstatSync(journal)).toMatchObject({ mode: before.mode, ino: before.ino });
  });

  it('a path with NUL, which only a configuration file can hold, ends with 4', async () => {
    const config = join(temporaryFolder('odd-path'), 'config.json');
    writeFileSync(config, JSON.stringify({ from, to, journal: 'a\0b' }));
    expectRefusal(await runHoming(['run', '--config', config], environment), 4, /not a journal/);
  });

  it('without a password and without a terminal ends with 4', async () => {
    await using move = await startMove();
    expectRefusal(await runHoming(['run', ...move.args]), 4, /no password for old@example\.org/);
    const oneOnly = { HOMING_FROM_PASSWORD: 'x' };
    expectRefusal(await runHoming(['run', ...move.args], oneOnly), 4, /HOMING_TO_PASSWORD/);
    expect(move.source.log).toEqual([]);
  });

  it('help and version are no errors', async () => {
    const help = await runHoming(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const line of help.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(88);
    for (const command of ['plan', 'run', 'verify', 'report', 'practice'])
      expect(help.stdout).toContain(`homing ${command}`);
    expect((await runHoming(['run', '--help'])).stdout).toBe(help.stdout);
    expect(await runHoming(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^homing \d+\.\d+\.\d+\n$/) as string,
    });
  });

  it('what nobody foresaw ends with 1, in words', async () => {
    await using move = await startMove();
    // The folder for temporary files is gone: no planning without it, and no exit code of its own.
    const ended = await runHoming(['plan', ...move.args], { ...move.environment, TMPDIR: '/nowhere' });
    expectRefusal(ended, 1, /did not expect .*ENOENT/);
  });
});

describe('a server that cannot be used ends with 4', () => {
  async function refuse(url: string, reason: RegExp, ca?: string): Promise<void> {
    await using move = await startMove();
    const authority = ca === undefined ? move.args.slice(4, 6) : ['--ca', join(move.folder, 'other.pem')];
    if (ca !== undefined) writeFileSync(join(move.folder, 'other.pem'), ca);
    const args = ['--from', url, ...move.args.slice(2, 4), ...authority, ...move.args.slice(6)];
    const ended = await runHoming(['run', ...args], move.environment);
    expectRefusal(ended, 4, reason);
    expect(ended.stderr).toMatch(/--from/);
    expect(ended.seconds).toBeLessThan(30);
    const json = await runHoming(['run', ...args, '--json'], move.environment);
    expect(readEvents(json.stdout).at(-1)).toMatchObject({ event: 'problem', side: 'source', exitCode: 4 });
  }

  it('unknown host', () => refuse('imaps://me@imap.homing.invalid', /no server with the name imap\.homing\.invalid/));

  it('refused port', () => refuse('imaps://me@127.0.0.1:1', /does not accept connections/));

  it('not an IMAP server', async () => {
    await using server = await pretendServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await refuse(`imap+starttls://me@127.0.0.1:${String(server.port)}`, /not as a mail server that speaks IMAP/);
  });

  it('no TLS where it was promised', async () => {
    await using server = await pretendServer((socket) => socket.write('* OK IMAP4rev1 ready\r\n'));
    await refuse(`imaps://me@127.0.0.1:${String(server.port)}`, /could not set up a protected connection/);
  });

  it('STARTTLS not offered', async () => {
    await using server = await startSimulatedServer({ implicitTls: false, features: { starttls: false } });
    await refuse(server.url, /does not offer a protected connection/);
    expect(server.commands.join(' ')).not.toMatch(/LOGIN|AUTHENTICATE/);
  });

  it('a certificate nobody vouches for', async () => {
    await using server = await startSimulatedServer();
    await refuse(server.url, /certificate is not trusted/);
  });

  it('a certificate for another name', async () => {
    await using server = await startSimulatedServer({ certificate: { names: ['mail.example.org'] } });
    await refuse(server.url, /could not prove/, server.caPem);
  });

  it('PREAUTH before TLS', async () => {
    await using server = await startSimulatedServer({ implicitTls: false, script: greetWith('PREAUTH', 'welcome') });
    await refuse(server.url, /claims that we are signed in/);
  });
});

describe('a refused sign-in ends with 5', () => {
  it.each(['FROM', 'TO'] as const)('%s, after one attempt, with the words of the server', async (side) => {
    await using move = await startMove();
    const wrong = { ...move.environment, [`HOMING_${side}_PASSWORD`]: 'wrong' };
    const { code, stderr, stdout } = await runHoming(['run', ...move.args, '--json'], wrong);
    expect(code).toBe(5);
    expect(stderr).toMatch(/did not accept the user name or password/);
    expect(readEvents(stdout).at(-1)).toMatchObject({
      ...{ event: 'problem', kind: 'sign-in-refused', side: side === 'FROM' ? 'source' : 'destination', exitCode: 5 },
    });
    const server = side === 'FROM' ? move.source : move.destination;
    expect(server.log.filter(({ name }) => /LOGIN|AUTHENTICATE/.test(name)).length).toBeLessThanOrEqual(1);
  });
});

describe('a journal that cannot be used ends with 4 and stays as it is', () => {
  async function refuse(prepare: (move: Move) => void, reason: RegExp): Promise<void> {
    await using move = await startMove();
    prepare(move);
    for (const command of ['run', 'plan', 'verify'])
      expectRefusal(await runHoming([command, ...move.args], move.environment), 4, reason);
    expectRefusal(await runHoming(['report', '--journal', move.journal]), 4, reason);
    expect(move.source.log).toEqual([]);
  }

  it('not a journal', () =>
    refuse(({ journal }) => writeFileSync(journal, 'a letter to grandmother\n'), /is not a journal of Homing/));

  it('newer', () =>
    refuse(({ journal }) => {
      openJournal(journal).close();
      const database = new Database(journal);
      database.pragma('user_version = 999');
      database.close();
    }, /later version/));

  it('damaged', () =>
    refuse(({ journal }) => {
      openJournal(journal).close();
      writeFileSync(journal, Buffer.alloc(3000, 0x5a), { flag: 'r+', flush: true });
    }, /is damaged|is not a journal/));

  it('in use', async () => {
    await using move = await startMove();
    const other = openJournal(move.journal);
    expectRefusal(await runHoming(['run', ...move.args], move.environment), 4, /Another Homing is using/);
    other.close();
  });
});
