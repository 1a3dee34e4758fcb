import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDestinationLocks } from '../../main/journal/destination-locks.ts';
import type { AccountAddress } from '../../shared/model/account.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startChild } from './support/child.ts';

const from = { host: 'old.example', port: 993, security: 'tls', user: 'me' } as const;
const to = { host: 'new.example', port: 993, security: 'tls', user: 'ann@new.example' } as const;

/** Another process that holds the account. */
function holder(folder: string, { user, host }: Pick<AccountAddress, 'user' | 'host'> = to) {
  return startChild('hold-account-process.ts', folder, user, host);
}

test.each<[string, Partial<AccountAddress>]>([
  ['as it is', {}],
  ['capitals in the user', { user: 'Ann@NEW.example' }],
  ['capitals in the host', { host: 'New.Example' }],
  ['the dot at the end', { host: 'new.example.' }],
  ['the other usual port', { port: 143, security: 'starttls' }],
])('one account, written with %s, has one lock', async (_how, change) => {
  const folder = temporaryFolder('locks');
  const other = await holder(folder);
  const locks = openDestinationLocks(() => folder);
  expect(locks.take(from, { ...to, ...change })).toBeNull();
  await other.kill();
});

test('a process that is killed leaves nothing behind', async () => {
  const folder = temporaryFolder('locks');
  const first = await holder(folder);
  expect(first.lines).toEqual(['held']);
  const second = await holder(folder);
  expect(second.lines).toEqual(['refused']);
  await first.kill();
  // It is free at once, whatever number the next process has.
  const third = await holder(folder);
  expect(third.lines).toEqual(['held']);
  await Promise.all([second.kill(), third.kill()]);
  using hold = openDestinationLocks(() => folder).take(from, to);
  expect(hold?.trouble).toBeNull();
});

test('other accounts are other locks', async () => {
  const folder = temporaryFolder('locks');
  const other = await holder(folder);
  const locks = openDestinationLocks(() => folder);
  const accounts = [
    { ...to, user: 'ben@new.example' },
    { ...to, host: 'newer.example' },
    { ...to, port: 9930 },
  ];
  for (const account of accounts) expect(locks.take(from, account)).not.toBeNull();
  await other.kill();
});

test('moves of one process share an account, but not with a move from the same one', async () => {
  const folder = temporaryFolder('locks');
  const locks = openDestinationLocks(() => folder);
  const first = locks.take(from, to);
  expect(locks.take({ ...from, user: 'ME' }, to)).toBeNull();
  const second = locks.take({ ...from, user: 'somebody else' }, to);
  expect(second).not.toBeNull();
  first?.[Symbol.dispose]();
  // As long as one of them works, the account is not free for others.
  const early = await holder(folder);
  expect(early.lines).toEqual(['refused']);
  const again = locks.take(from, to);
  expect(again).not.toBeNull();
  // What was given back is given back once.
  first?.[Symbol.dispose]();
  expect(locks.take(from, to)).toBeNull();
  again?.[Symbol.dispose]();
  second?.[Symbol.dispose]();
  const late = await holder(folder);
  expect(late.lines).toEqual(['held']);
  await Promise.all([early.kill(), late.kill()]);
});

test('the folder is its owner’s, and says nothing of accounts', () => {
  const parent = temporaryFolder('locks');
  const folder = join(parent, 'state', 'locks');
  using hold = openDestinationLocks(() => folder).take(from, to);
  expect(hold?.trouble).toBeNull();
  const [name = '', ...others] = readdirSync(folder);
  expect(name).toMatch(/^[0-9a-f]{64}\.lock$/);
  expect(others).toEqual([]);
  // Not read: closing the file would lift the lock.
  expect(statSync(join(folder, name)).size).toBe(0);
  if (process.platform === 'win32') return;
  expect(statSync(join(parent, 'state')).mode & 0o777).toBe(0o700);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test.runIf(process.platform !== 'win32')('a folder that others could read is closed to them', () => {
  const parent = temporaryFolder('locks');
  const folder = join(parent, 'locks');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  using hold = openDestinationLocks(() => folder).take(from, to);
  expect(hold?.trouble).toBeNull();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('where the folder cannot be used the move goes on, and knows it', () => {
  const parent = temporaryFolder('locks');
  const folder = join(parent, 'file', 'locks');
  writeFileSync(join(parent, 'file'), 'in the way');
  const locks = openDestinationLocks(() => folder);
  using hold = locks.take(from, to);
  expect(hold?.trouble?.kind).toBe('not-found-folder');
  // Within this process it is kept all the same.
  expect(locks.take(from, to)).toBeNull();
});

test('what lies in place of a lock is left alone', () => {
  const folder = temporaryFolder('locks');
  openDestinationLocks(() => folder)
    .take(from, to)
    ?.[Symbol.dispose]();
  const [name = ''] = readdirSync(folder);
  const file = join(folder, name);
  rmSync(file);
  writeFileSync(file, 'no lock of ours, and longer than the header of a database would be '.repeat(20));
  const before = readFileSync(file);
  using hold = openDestinationLocks(() => folder).take(from, to);
  expect(hold?.trouble?.kind).toBe('not-a-journal');
  expect(readFileSync(file)).toEqual(before);
});

test('a user without a home moves all the same', () => {
  const locks = openDestinationLocks(() => {
    throw new Error('no home');
  });
  using hold = locks.take(from, to);
  expect(hold?.trouble?.kind).toBe('not-found-folder');
});
