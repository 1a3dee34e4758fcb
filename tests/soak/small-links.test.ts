import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { startHoming } from '../support/homing-process.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { seededRandom, startProxy } from '../support/tcp-proxy.ts';

const MOST_KILLS = 100;
const BYTES_PER_SECOND = 2_000_000;

test('kill -9 after 0.9 to 5 s on a link of 2 MB a second: exact in the end, and little was read in vain', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homing-soak-links-'));
  const [old, fresh] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 500 }),
  ]);
  const [source, destination] = await Promise.all([startProxy(old), startProxy(fresh)]);
  try {
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, old.caPem + fresh.caPem);
    await fillPlainAccount(old, old.user, { mailboxes: 4, messagesEach: 150, maxBytes: 400_000 });
    for (const proxy of [source, destination]) proxy.pace(BYTES_PER_SECOND);
    const seed = Number(process.env['HOMING_TEST_SEED'] ?? Date.now() % 100_000);
    const random = seededRandom(seed);
    let kills = 0;
    for (let ended = false; !ended; kills++) {
      expect(kills, `kills, seed ${String(seed)}`).toBeLessThan(MOST_KILLS);
      const from = { server: old, user: old.user, port: source.port };
      const to = { server: fresh, user: fresh.user, port: destination.port };
      const homing = startHoming('run', from, to, { caFile, journal: join(folder, 'journal.db') });
      const killing = new AbortController();
      const killed = sleep(900 + random() * 4_100, undefined, { signal: killing.signal }).then(
        () => homing.child.kill('SIGKILL'),
        () => false,
      );
      ended = (await homing.ended).code === 0;
      killing.abort();
      await killed;
    }
    await assertSameMailboxes(rawAccount(old), rawAccount(fresh));
    expect(source.bytes.toClient).toBeLessThan(2 * destination.bytes.toServer);
  } finally {
    await Promise.all([source.stop(), destination.stop()]);
    await Promise.all([old.stop(), fresh.stop()]);
    await rm(folder, { recursive: true });
  }
});
