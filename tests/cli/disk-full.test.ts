import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { canMount, smallDisk } from '../support/small-disk.ts';
import { readEvents, runHoming } from './homing.ts';

let server: Dovecot;

beforeAll(async () => {
  server = await startDovecot({ format: 'maildir', separator: '.' });
  await fillPlainAccount(server, 'one@example.org', { mailboxes: 10, messagesEach: 200, maxBytes: 300 });
});
afterAll(() => server.stop());

const url = (user: string): string => `imaps://${encodeURIComponent(user)}@127.0.0.1:${String(server.port)}`;

/** With the journal, and all that a run needs, on this disk. */
function argsFor(disk: string, user: string): string[] {
  const ca = join(disk, 'ca.pem');
  writeFileSync(ca, server.caPem);
  const files = ['--ca', ca, '--journal', join(disk, 'journal.sqlite')];
  return ['run', '--from', url('one@example.org'), '--to', url(user), ...files, '--json'];
}

const secrets = (): NodeJS.ProcessEnv => ({
  HOMING_FROM_PASSWORD: server.password,
  HOMING_TO_PASSWORD: server.password,
});

describe.skipIf(!canMount)('a disk that is full (needs root, to mount a small one)', () => {
  test.each(['200k', '300k', '400k', '500k', '600k', '1m'])(
    'of %s is told once, and the last line sums up',
    async (size) => {
      const { code, stdout, stderr } = await runHoming(argsFor(smallDisk(size), `to-${size}@example.net`), secrets());
      expect(code).toBe(3);
      expect(stderr.match(/is full/gu)).toHaveLength(1);
      const events = readEvents(stdout);
      expect(events.map(({ event }) => event).filter((event) => event !== 'progress')).toEqual([
        'plan',
        'problem',
        'done',
      ]);
      expect(events.at(-1)).toMatchObject({ event: 'done', failed: 0 });
    },
  );

  test('a run with more room goes on, and nothing arrives twice', async () => {
    const disk = smallDisk('600k');
    const user = 'more-room@example.net';
    const args = argsFor(disk, user);
    expect((await runHoming(args, secrets())).code).toBe(3);
    expect(spawnSync('mount', ['-o', 'remount,size=20m', disk]).status).toBe(0);
    const { code, stdout } = await runHoming(args, secrets());
    expect(code).toBe(0);
    expect(readEvents(stdout).at(-1)).toMatchObject({ event: 'done', copied: 2_000, failed: 0, waiting: 0 });
    await assertSameMailboxes(rawAccount(server, 'one@example.org'), rawAccount(server, user));
  });
});
