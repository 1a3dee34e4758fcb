import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startBeside, type Beside } from '../../scripts/test/beside.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A program that says something, waits for a file, and ends. */
function start(program: string): { readonly beside: Beside; readonly printed: () => string } {
  let printed = '';
  const beside = startBeside(process.execPath, ['-e', program], (text) => (printed += text));
  return { beside, printed: () => printed };
}

test('nothing is printed before it is the turn of a command, then all it said', async () => {
  const marker = join(temporaryFolder('beside'), 'said');
  const { beside, printed } = start(
    `console.log('first'); console.error('second'); require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`,
  );
  await expect.poll(() => existsSync(marker), { timeout: 30_000 }).toBe(true);
  expect(printed()).toBe('');
  expect(await beside.show()).toBe(true);
  expect(printed().split('\n').sort()).toEqual(['', 'first', 'second']);
});

test('what a command says after that is printed as it comes', async () => {
  const marker = join(temporaryFolder('beside'), 'go-on');
  const { beside, printed } = start(
    `console.log('before');
     const wait = setInterval(() => require('node:fs').existsSync(${JSON.stringify(marker)}) && (clearInterval(wait), console.log('after')), 5)`,
  );
  const ended = beside.show();
  await expect.poll(printed, { timeout: 30_000 }).toBe('before\n');
  writeFileSync(marker, '');
  expect(await ended).toBe(true);
  expect(printed()).toBe('before\nafter\n');
});

test('a command that ends badly, is killed or cannot be started has failed, with its words', async () => {
  const bad = start(`console.error('the reason'); process.exitCode = 3`);
  expect([await bad.beside.show(), bad.printed()]).toEqual([false, 'the reason\n']);
  expect(await start(`process.kill(process.pid, 'SIGKILL')`).beside.show()).toBe(false);
  let said = '';
  const none = startBeside('/nowhere/at/all', [], (text) => (said += text));
  expect(await none.show()).toBe(false);
  expect(said).toContain('ENOENT');
});

test('a part of set-up that does not exist is a failure that says so', async () => {
  let said = '';
  const part = startBeside(process.execPath, ['scripts/set-up-part.mjs', 'weather'], (text) => (said += text));
  expect(await part.show()).toBe(false);
  expect(said).toBe('There is no part weather of set-up.\n');
});
