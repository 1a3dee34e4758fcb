import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { program, readEvents } from '../cli/homing.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import type { Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { startOauthDovecot } from '../support/dovecot-oauth.ts';
import { OauthPerson } from '../support/oauth-person.ts';
import { mailScope, startOauthServer, type OauthServer } from '../support/oauth-server.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { asUser, startSecretService, type SecretService } from '../support/secret-service.ts';

let server: OauthServer;
let mail: Dovecot;
let keyring: SecretService;
let folder = '';

beforeAll(async () => {
  server = await startOauthServer();
  [mail, keyring] = await Promise.all([startOauthDovecot(server), startSecretService({ state: 'unlocked' })]);
  await fillPlainAccount(mail, 'old@example.org', { mailboxes: 2, messagesEach: 20, maxBytes: 5000 });
  folder = mkdtempSync(join(tmpdir(), 'homing-oauth-cli-'));
  writeFileSync(join(folder, 'ca.pem'), `${server.caPem}\n${mail.caPem}\n`);
});
afterAll(async () => {
  await Promise.all([keyring.stop(), mail.stop()]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  server.asked.splice(0);
});

function clientFile(more: object = {}): string {
  const client = {
    issuer: server.issuer,
    clientId: 'homing',
    scope: `${mailScope} offline_access`,
    parameters: { prompt: 'consent' },
  };
  const file = join(folder, 'client.json');
  writeFileSync(file, JSON.stringify({ ...client, ...more }));
  return file;
}

const from = (): string => `imaps://old%40example.org@127.0.0.1:${String(mail.port)}`;
const to = (): string => `imaps://new%40example.org@127.0.0.1:${String(mail.port)}`;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `homing` with the keyring at hand. @param onUrl called once, with the page it names and all it said so far */
function homing(args: readonly string[], onUrl?: (url: string, said: string) => unknown): Promise<Ended> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env;
  const [command = '', ...rest] = [...asUser, process.execPath, program, ...args, '--ca', join(folder, 'ca.pem')];
  const env = { ...inherited, HOME: folder, XDG_STATE_HOME: join(folder, 'state'), ...keyring.env };
  const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr, isSeen] = ['', '', false];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    const url = /https:\S+(?=\s)/u.exec(stderr)?.[0];
    if (url === undefined || isSeen) return;
    isSeen = true;
    void onUrl?.(url, stderr);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const agree = (url: string): Promise<unknown> => new OauthPerson(server.caPem).answer(url, 'Allow');

test('sign in once in the browser, and later runs need nobody; then sign out', async () => {
  const client = clientFile();
  expect(await homing(['sign-in', '--from', from(), '--oauth-client', client], agree)).toMatchObject({ code: 0 });
  const second = await homing(['sign-in', '--to', to(), '--oauth-client', client], agree);
  expect(second).toMatchObject({ code: 0, stdout: '' });
  expect(second.stderr).toContain('Signed in as new@example.org');
  const move = ['--from', from(), '--to', to(), '--journal', join(folder, 'journal.sqlite'), '--json'];
  const run = await homing(['run', ...move]);
  expect(run.code, run.stderr).toBe(0);
  expect(readEvents(run.stdout).at(-1)).toMatchObject({ event: 'done', copied: 40, failed: 0 });
  await assertSameMailboxes(rawAccount(mail, 'old@example.org'), rawAccount(mail, 'new@example.org'), (name) => name);
  // Each run used a refresh token once, and kept the next one.
  expect((await homing(['run', ...move])).code).toBe(0);
  expect(server.asked.filter((grant) => grant === 'refresh_token')).toHaveLength(4);
  expect((await homing(['sign-out', '--from', from(), '--to', to()])).stderr).toContain('taken back at the provider');
  const signedOut = await homing(['run', ...move]);
  expect(signedOut).toMatchObject({ code: 4 });
  expect(signedOut.stderr).toContain('There is no password');
});

test('a grant that was taken back says so, and what to do', async () => {
  await homing(['sign-in', '--from', from(), '--oauth-client', clientFile()], agree);
  await homing(['sign-in', '--to', to(), '--oauth-client', clientFile()], agree);
  await server.endGrants();
  const journal = join(folder, 'revoked.sqlite');
  const run = await homing(['run', '--from', from(), '--to', to(), '--journal', journal]);
  expect(run.code).toBe(5);
  expect(run.stderr).toMatch(/has ended[\s\S]*homing sign-in --(?:from|to) URL/u);
});

test('a computer without a browser shows a code', async () => {
  const type = (url: string, said: string): Promise<unknown> =>
    new OauthPerson(server.caPem).typeCode(url, /type the code (\S+)/u.exec(said)?.[1] ?? '', 'Allow');
  const ended = await homing(['sign-in', '--device', '--from', from(), '--oauth-client', clientFile()], type);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stderr).toContain('Signed in as old@example.org');
  await homing(['sign-out', '--from', from()]);
});

test('a script gets one JSON object a line', async () => {
  const { stdout, code } = await homing(['sign-out', '--json', '--from', from()]);
  expect(code).toBe(0);
  expect(readEvents(stdout)).toEqual([
    { event: 'signed-out', user: 'old@example.org', host: '127.0.0.1', revoked: false },
  ]);
});

test.each([
  ['nobody to sign in as', [], 4, /Which account/u],
  ['no client for this server', ['--from', 'imaps://me@imap.example.org'], 4, /no client ID/u],
  ['no client was built in', ['--from', 'imaps://me@imap.gmail.com'], 4, /no client ID[\s\S]*own-client-id/u],
  [
    'a file that is not there',
    ['--from', 'imaps://me@imap.gmail.com', '--oauth-client', '/nowhere'],
    4,
    /cannot be read/u,
  ],
])('%s', async (_, args, code, words) => {
  const ended = await homing(['sign-in', ...args]);
  expect(ended.code).toBe(code);
  expect(ended.stderr).toMatch(words);
});

test('a person who says no, a client the server does not know, and a scope it does not have', async () => {
  const deny = (url: string): Promise<unknown> => new OauthPerson(server.caPem).answer(url, 'Deny');
  const denied = await homing(['sign-in', '--from', from(), '--oauth-client', clientFile()], deny);
  expect(denied).toMatchObject({ code: 5, stderr: expect.stringContaining('Access was refused') as string });
  const stranger = clientFile({ clientSecret: 'not its own' });
  expect((await homing(['sign-in', '--from', from(), '--oauth-client', stranger], agree)).code).toBe(4);
  writeFileSync(join(folder, 'bad.json'), '{"clientId": "x", "password": "y"}');
  const bad = await homing(['sign-in', '--from', from(), '--oauth-client', join(folder, 'bad.json')]);
  expect(bad).toMatchObject({ code: 4 });
  expect(bad.stderr).toContain('does not describe an OAuth client');
});
