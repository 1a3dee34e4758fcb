import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHoming } from '../cli/homing.ts';
import { mail } from '../support/awkward-mail.ts';
import { startDelayProxy, type DelayProxy } from '../support/delay-proxy.ts';
import { snapshotAccount } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { bodiesFetched, GmailAccount } from '../support/gmail-server.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';
import { seededRandom } from '../support/tcp-proxy.ts';

const KILLS = 10;
const MESSAGES = 240;
const LABELS = Array.from({ length: 24 }, (_, n) => `Label ${String(n)}`);

let old: SimulatedServer;
let fresh: Dovecot;
let far: DelayProxy;
let folder: string;
/** What each folder must hold in the end: digests of its messages, sorted. */
const expected: Record<string, string[]> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homing-labels-'));
  const account = new GmailAccount();
  const random = seededRandom(3);
  for (let n = 0; n < MESSAGES; n++) {
    const labels = LABELS.filter(() => random() < 0.1);
    if (random() < 0.3) labels.push('\\Inbox');
    // Every fourth is a second copy of the one before it.
    const id = String(n % 4 === 3 ? n - 1 : n);
    const body = mail(id, `text ${id} ${'x'.repeat((Number(id) * 97) % 4_000)}`);
    account.put({ body, labels });
    const places = labels.map((label) => (label === '\\Inbox' ? 'INBOX' : label));
    for (const place of places.length > 0 ? places : ['Archive']) {
      (expected[place] ??= []).push(createHash('sha256').update(body).digest('hex'));
    }
  }
  for (const digests of Object.values(expected)) digests.sort();
  old = await startSimulatedServer(account.serverOptions());
  fresh = await startDovecot({ format: 'mdbox', separator: '/' });
  await writeFile(join(folder, 'ca.pem'), `${old.caPem.trimEnd()}\n${fresh.caPem}`);
  // Far away, so that the move lasts long enough to be killed often.
  far = await startDelayProxy(fresh, 60);
});

afterAll(async () => {
  await far.stop();
  await Promise.all([old.stop(), fresh.stop()]);
  await rm(folder, { recursive: true });
});

function start(journal: string): ReturnType<typeof startHoming> {
  const to = `imaps://${encodeURIComponent(fresh.user)}@127.0.0.1:${String(far.port)}`;
  const files = ['--ca', join(folder, 'ca.pem'), '--journal', join(folder, journal)];
  const secrets = { HOMING_FROM_PASSWORD: old.password, HOMING_TO_PASSWORD: fresh.password };
  return startHoming(['run', '--from', old.url, '--to', to, ...files, '--deep', '--json'], secrets);
}

/** Digests of the messages in each mailbox, sorted; empty mailboxes are left out. */
async function digestsThere(): Promise<Record<string, string[]>> {
  const { mailboxes } = await snapshotAccount(rawAccount(fresh));
  const found: Record<string, string[]> = {};
  for (const { name, messages } of mailboxes.values()) {
    if (messages.length > 0) found[name] = messages.map(({ digest }) => digest).sort();
  }
  return found;
}

test(`kill -9 at ${String(KILLS)} random moments: every message is once in each folder of its labels`, async () => {
  const seed = Number(process.env['HOMING_TEST_SEED'] ?? Date.now() % 100_000);
  const random = seededRandom(seed);
  let killed = 0;
  for (let round = 0; round < KILLS; round++) {
    const homing = start('killed.db');
    await homing.says('"event":"plan"');
    await sleep(random() * 900);
    homing.child.kill('SIGKILL');
    if ((await homing.ended).code === null) killed++;
  }
  expect(killed, `kills that hit a move at work, seed ${String(seed)}`).toBeGreaterThan(KILLS / 2);
  const last = await start('killed.db').ended;
  expect(last.code, `seed ${String(seed)}\n${last.stderr}`).toBe(0);
  expect(await digestsThere(), `seed ${String(seed)}`).toEqual(expected);
  // What was under way at a kill may be read again, nothing else.
  expect(bodiesFetched(old).length).toBeLessThan(MESSAGES * 3);
  const again = await start('killed.db').ended;
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain('"copying"');
  expect(await digestsThere()).toEqual(expected);
  // With a new journal everything is recognised.
  const fresher = await start('fresh.db').ended;
  expect(fresher.code, fresher.stderr).toBe(0);
  expect(fresher.stdout.trim().split('\n').at(-1)).toContain('"copied":0');
  expect(await digestsThere()).toEqual(expected);
});
