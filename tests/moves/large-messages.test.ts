import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { rawAccount } from '../support/dovecot-move.ts';
import { startHoming, type HomingProcess } from '../support/homing-process.ts';
import { RawImap } from '../support/raw-imap.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';

const MEGABYTE = 1_000_000;
/** Of the whole process, whatever is sent. */
const MOST_RSS = 300 * MEGABYTE;

let fresh: Dovecot;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homing-large-'));
  fresh = await startDovecot({
    format: 'maildir',
    separator: '/',
    users: ['a@example.org', 'b@example.org', 'c@example.org'],
  });
});

afterAll(async () => {
  await fresh.stop();
  await rm(folder, { recursive: true });
});

/** A message whose lines are as many as it takes. */
function letter(name: string, bytes: number): Buffer {
  const header = Buffer.from(`Message-ID: <${name}@example.org>\r\nSubject: ${name}\r\n\r\n`);
  return Buffer.concat([header, Buffer.alloc(bytes, `${name} ${'x'.repeat(70)}\r\n`)], header.length + bytes);
}

/** An account with such messages in four mailboxes, one lane's work each. */
async function sourceOf(messages: readonly Buffer[], announced: (size: number) => number): Promise<SimulatedServer> {
  const store = createMailStore();
  for (const [index, body] of messages.entries()) {
    const name = `Box ${String(index % 4)}`;
    const mailbox = store.get(name) ?? store.create(name);
    mailbox.add([{ body }]);
  }
  return startSimulatedServer({ store, script: { announcedSize: ({ size }) => announced(size) } });
}

/** The most memory a process had, until it ended. */
async function peakRss(homing: HomingProcess): Promise<number> {
  let peak = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${String(homing.child.pid)}/status`, 'utf8');
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024);
    } catch {
      // It has just ended.
    }
  }, 20);
  await homing.ended;
  clearInterval(look);
  return peak;
}

const digestOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

async function digestsOf(user: string): Promise<string[]> {
  const client = await RawImap.open(rawAccount(fresh, user));
  const digests: string[] = [];
  for (const { name } of await client.list()) {
    const { exists } = await client.examine(name);
    if (exists > 0) await client.fetchAll(({ body }) => digests.push(digestOf(body)));
  }
  await client.logout();
  return digests.toSorted();
}

const cases = {
  'of 199 MB whose source says 166 octets': { user: 'a@example.org', sizes: [199, 199, 60], announced: () => 166 },
  'of 40 MB that are announced as they are': {
    user: 'b@example.org',
    sizes: [40, 40, 40, 40, 40, 40],
    announced: (size: number) => size,
  },
};

for (const [name, { user, sizes, announced }] of Object.entries(cases))
  test(`messages ${name} arrive byte for byte, in little memory`, async () => {
    const messages = sizes.map((size, index) => letter(`large ${String(index)}`, size * MEGABYTE));
    messages.push(letter('small', 100), letter('middling', 3 * MEGABYTE));
    await using source = await sourceOf(messages, announced);
    const caFile = join(folder, `${user}.pem`);
    await writeFile(caFile, `${source.caPem}\n${fresh.caPem}`);
    const journal = join(folder, `${user}.journal`);
    const homing = startHoming(
      'run',
      { server: source, user: source.user },
      { server: fresh, user },
      { caFile, journal },
    );
    const peak = await peakRss(homing);
    const done = JSON.parse(homing.stdout().trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    const bytes = messages.reduce((sum, { length }) => sum + length, 0);
    expect(done, homing.stderr()).toMatchObject({ event: 'done', copied: messages.length, failed: 0, bytes });
    expect((await homing.ended).code).toBe(0);
    expect(await digestsOf(user)).toEqual(messages.map(digestOf).toSorted());
    expect(peak).toBeGreaterThan(50 * MEGABYTE);
    expect(peak).toBeLessThan(MOST_RSS);
  });

test('a stop in the middle of a large message is heard at once, and the next run brings it once', async () => {
  const user = 'c@example.org';
  const body = letter('stopped', 199 * MEGABYTE);
  await using source = await sourceOf([body], (size) => size);
  const caFile = join(folder, `${user}.pem`);
  await writeFile(caFile, `${source.caPem}\n${fresh.caPem}`);
  const journal = join(folder, `${user}.journal`);
  const start = (): HomingProcess =>
    startHoming('run', { server: source, user: source.user }, { server: fresh, user }, { caFile, journal });
  const stopped = start();
  // The message is asked for: its octets are on their way.
  await expect.poll(() => source.commands.some((line) => line.includes('BODY.PEEK[]')), { timeout: 60_000 }).toBe(true);
  stopped.child.kill('SIGTERM');
  const { code } = await stopped.ended;
  const lastOf = (homing: HomingProcess): unknown => JSON.parse(homing.stdout().trim().split('\n').at(-1) ?? '');
  expect(lastOf(stopped), stopped.stderr()).toMatchObject({ event: 'done', copied: 0 });
  expect(code).toBe(3);
  const again = start();
  expect((await again.ended).code, again.stderr()).toBe(0);
  expect(lastOf(again)).toMatchObject({ event: 'done', copied: 1, failed: 0, bytes: body.length });
  expect(await digestsOf(user)).toEqual([digestOf(body)]);
});
