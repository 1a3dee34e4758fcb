import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openJournal } from '../../main/journal/open-journal.ts';
import { assertSameMailboxes } from '../support/compare-mailboxes.ts';
import { startDelayProxy, type DelayProxy } from '../support/delay-proxy.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { startHoming, type HomingProcess } from '../support/homing-process.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { seededRandom } from '../support/tcp-proxy.ts';

const KILLS = 30;
/** A small part of all, but more than one batch. */
const someMail = 1_000_000;

let old: Dovecot;
let fresh: Dovecot;
let far: DelayProxy;
let folder: string;
let caFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homing-kill-'));
  [old, fresh] = await Promise.all([
    startDovecot({ format: 'maildir', separator: '.' }),
    startDovecot({ format: 'mdbox', separator: '/', quotaMegabytes: 500 }),
  ]);
  caFile = join(folder, 'ca.pem');
  await writeFile(caFile, old.caPem + fresh.caPem);
  await fillPlainAccount(old, old.user, { mailboxes: 180, messagesEach: 8, maxBytes: 30_000 });
  // Far away, so that the move lasts long enough to be killed often.
  far = await startDelayProxy(fresh, 100);
});

afterAll(async () => {
  await far.stop();
  await Promise.all([old.stop(), fresh.stop()]);
  await rm(folder, { recursive: true });
});

function start(user: string, journal: string): HomingProcess {
  const options = ['--deep'];
  return startHoming(
    'run',
    { server: old, user: old.user },
    { server: fresh, user, port: far.port },
    { caFile, journal, options },
  );
}

interface Done {
  readonly event: string;
  readonly copied: number;
  readonly alreadyThere: number;
  readonly failed: number;
}

function lastLine(homing: HomingProcess): Done {
  return JSON.parse(homing.stdout().trim().split('\n').at(-1) ?? '') as Done;
}

/** Messages the journal knows to have arrived. */
function lastCopied(journal: string): number {
  const opened = openJournal(journal);
  try {
    const counts = opened.pairs(1).map(({ id }) => opened.counts(id).byStatus);
    return counts.reduce((sum, { copied, verified }) => sum + copied.messages + verified.messages, 0);
  } finally {
    opened.close();
  }
}

/**
 * Lets it work for a moment of chance once it is connected, then kills it. Resolves to whether it was still at work.
 * @param bytes so much it has sent by then, however slow the machine is
 */
async function killAtRandom(homing: HomingProcess, random: () => number, bytes = 0): Promise<boolean> {
  const { bytesToServer } = await far.counters();
  while (!homing.stdout().includes('"event":"plan"') && homing.child.exitCode === null) await sleep(5);
  await sleep(random() * 1_600);
  while ((await far.counters()).bytesToServer < bytesToServer + bytes && homing.child.exitCode === null) await sleep(5);
  homing.child.kill('SIGKILL');
  return (await homing.ended).signal === 'SIGKILL';
}

test(`kill -9 at ${String(KILLS)} random moments of one move: every message arrives exactly once`, async () => {
  const journal = join(folder, 'killed.db');
  const seed = Number(process.env['HOMING_TEST_SEED'] ?? Date.now() % 100_000);
  const random = seededRandom(seed);
  let killed = 0;
  for (let round = 0; round < KILLS; round++) {
    if (await killAtRandom(start('killed@example.org', journal), random, round === 0 ? someMail : 0)) killed++;
  }
  expect(killed, `kills that hit a move at work, seed ${String(seed)}`).toBe(KILLS);
  const early = lastCopied(journal);
  expect(early).toBeGreaterThan(0);
  expect(early).toBeLessThan(1_440);
  const last = start('killed@example.org', journal);
  expect((await last.ended).code, `seed ${String(seed)}\n${last.stderr()}`).toBe(0);
  expect(lastLine(last)).toMatchObject({ event: 'done', copied: 1_440, alreadyThere: 0, failed: 0 });
  await assertSameMailboxes(rawAccount(old), rawAccount(fresh, 'killed@example.org'));
  const again = start('killed@example.org', journal);
  expect((await again.ended).code).toBe(0);
  expect(again.stdout()).not.toContain('"copying"');
  await assertSameMailboxes(rawAccount(old), rawAccount(fresh, 'killed@example.org'));
});

test('killed, and the journal deleted: nothing is copied twice', async () => {
  const journal = join(folder, 'deleted.db');
  const random = seededRandom(5);
  for (let round = 0; round < 4; round++) {
    await killAtRandom(start('deleted@example.org', journal), random, round === 0 ? someMail : 0);
    for (const file of [journal, `${journal}-wal`, `${journal}-shm`]) await rm(file, { force: true });
  }
  const last = start('deleted@example.org', journal);
  expect((await last.ended).code, last.stderr()).toBe(0);
  const { copied, alreadyThere } = lastLine(last);
  expect(copied + alreadyThere).toBe(1_440);
  expect(alreadyThere).toBeGreaterThan(0);
  await assertSameMailboxes(rawAccount(old), rawAccount(fresh, 'deleted@example.org'));
  expect(await readFile(journal)).not.toContain(old.password);
});
