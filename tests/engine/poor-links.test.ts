import { expect, test } from 'vitest';
import type { MailErrorFacts } from '../../main/engine/mail-error.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import { buildReceipt } from '../../main/engine/receipt.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';
import { PoorLink } from '../support/poor-link.ts';
import { Killed, release } from './guillotine.ts';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

function moveOf(sizes: readonly number[], mailbox = 'INBOX'): MemoryMove {
  const source = new MemoryMail();
  for (const [n, size] of sizes.entries()) source.put(mailbox, { body: letter(n, size) });
  return new MemoryMove(source, new MemoryMail());
}

function letter(n: number, size: number): Buffer {
  return Buffer.from(mail(`m${String(n)}`, 'x'.repeat(size), `Letter ${String(n)}`));
}

function over(move: MemoryMove, links: { readonly source?: PoorLink; readonly destination?: PoorLink }): void {
  const { source, destination } = move;
  const [from, to] = [source.account.bind(source), destination.account.bind(destination)];
  source.account = () => links.source?.to(from()) ?? from();
  destination.account = () => links.destination?.to(to()) ?? to();
}

const settings = { batchMessages: 500, verify: 'quick' } as const;

test('killed again and again after a moment: each process brings something, and little is fetched in vain', async () => {
  const move = moveOf(Array.from({ length: 300 }, () => 64 * KILOBYTE));
  const { clock } = move;
  let killAt = 0;
  const onMove = (): void => {
    if (clock.now() > killAt) throw new Killed();
  };
  const pace = { bytesPerSecond: 2 * MEGABYTE, clock };
  const carries = (): number => Number.POSITIVE_INFINITY;
  const source = new PoorLink({ side: 'source', carries, pace, onMove });
  const destination = new PoorLink({ side: 'destination', carries, pace, onMove });
  over(move, { source, destination });
  let runs = 0;
  for (let arrived = 0; arrived < 300; runs++) {
    // A batch in doubt is looked for a second time after one second.
    killAt = clock.now() + 2_000;
    await move.run(settings).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    release(move);
    const now = move.destination.mailbox('INBOX').messages.length;
    expect(now).toBeGreaterThan(arrived);
    arrived = now;
  }
  expect(runs).toBeLessThan(60);
  expect(source.bytes).toBeLessThan(2.5 * 300 * 64 * KILOBYTE);
  killAt = Number.POSITIVE_INFINITY;
  expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 300, failed: 0, waiting: 0 });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
});

/** Small ones, and among them some of 4 to 8 MB. */
const MIXED = [20, 4_000, 30, 300, 8_000, 25, 900, 6_000, 2_000, 40].map((size) => size * KILOBYTE);

test.each(['source', 'destination'] as const)(
  'a link to the %s that breaks every 3 MB: what is larger is named with the reason, all others arrive in order',
  async (side) => {
    const move = moveOf(MIXED);
    const link = new PoorLink({ side, carries: () => 3 * MEGABYTE });
    over(move, { [side]: link });
    expect(await move.run(settings)).toMatchObject({ end: 'stopped', copied: 7, failed: 0, waiting: 3, side });
    const uids = [2, 5, 8];
    const named = buildReceipt(move.journal, { migration: 1, ...ENDS }, 0).exceptions;
    expect(named.map(({ uid, outcome }) => [uid, outcome])).toEqual(uids.map((uid) => [uid, 'not-yet']));
    expect(named.map(({ problem: { kind, large, subject } }) => ({ kind, large, subject }))).toEqual(
      uids.map((uid) => ({ kind: 'connection-lost', large: true, subject: `Letter ${String(uid - 1)}` })),
    );
    const small = contents(move.source, 'INBOX').filter((_, index) => !uids.includes(index + 1));
    expect(contents(move.destination, 'INBOX')).toEqual(small);
    expect(link.bytes).toBeLessThan(80 * MEGABYTE);
    // In the end it is a failure, for the same reason.
    expect(await move.run(settings)).toMatchObject({ end: 'stopped', waiting: 3 });
    expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 3, waiting: 0 });
    expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 3, waiting: 0 });
  },
);

const ENDS = { from: { user: 'a', host: 'old' }, to: { user: 'a', host: 'new' }, namespaces: null };

test('a link that breaks by chance: large messages get through in the end, and in their place', async () => {
  const move = moveOf(MIXED);
  const carried = [3, 2, 9, 4, 3, 12, 2, 7, 20].map((megabytes) => megabytes * MEGABYTE);
  over(move, { destination: new PoorLink({ side: 'destination', carries: () => carried.shift() ?? 30 * MEGABYTE }) });
  expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 10, failed: 0 });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
});

const bye: MailErrorFacts = {
  ...lost().facts,
  kind: 'bye',
  side: 'destination',
  serverText: 'Out of order',
};
const unavailable: MailErrorFacts = { ...bye, kind: 'unavailable', when: 'later', outcome: 'refused' };

test.each([
  ['BYE with words', bye],
  ['closes without a word', { ...lost().facts, side: 'destination' } satisfies MailErrorFacts],
  ['NO [UNAVAILABLE]', unavailable],
] as const)('a destination that says %s to each APPEND is left after a few messages', async (_, facts) => {
  const move = moveOf(Array.from({ length: 60 }, () => 1_000));
  let connections = 0;
  move.destination.onStep = (name, when) => {
    if (name === 'connect' && when === 'after') connections += 1;
  };
  move.destination.rules = { ...move.destination.rules, refuse: () => facts };
  expect(await move.run(settings)).toMatchObject({
    end: 'stopped',
    failed: 0,
    waiting: 60,
    side: 'destination',
    reason: { kind: facts.kind },
  });
  expect(connections).toBeLessThan(25);
  // Nobody says that a message of it is at fault.
  expect(move.journal.exceptions(1, null, 10)).toEqual([]);
  move.destination.rules = { ...move.destination.rules, refuse: () => null };
  expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 60, failed: 0, shortfalls: [] });
  expect(contents(move.destination, 'INBOX')).toEqual(contents(move.source, 'INBOX'));
});

test('so is a source that says BYE to each FETCH of messages', async () => {
  const move = moveOf(Array.from({ length: 60 }, () => 1_000));
  let fetches = 0;
  let isBroken = true;
  move.source.onStep = (name, when) => {
    if (name !== 'fetchBodies' || when !== 'before' || !isBroken) return;
    fetches += 1;
    throw new MailError({ ...bye, side: 'source' });
  };
  expect(await move.run(settings)).toMatchObject({ end: 'stopped', failed: 0, waiting: 60, side: 'source' });
  expect(fetches).toBeLessThan(25);
  isBroken = false;
  expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 60, failed: 0 });
});

test('many mailboxes at such a server cost a few attempts each, and in the third run each message is a failure', async () => {
  const source = new MemoryMail();
  for (let box = 0; box < 12; box++)
    for (let n = 0; n < 8; n++) source.put(`Box ${String(box)}`, { body: letter(n, 500) });
  const move = new MemoryMove(source, new MemoryMail({ refuse: () => bye }));
  let connections = 0;
  move.destination.onStep = (name, when) => {
    if (name === 'connect' && when === 'after') connections += 1;
  };
  expect(await move.run(settings)).toMatchObject({ end: 'stopped', failed: 0, waiting: 96 });
  expect(connections).toBeLessThan(60);
  expect(await move.run(settings)).toMatchObject({ end: 'stopped', failed: 0, waiting: 96 });
  expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 96, waiting: 0 });
});

test('one message for which the server ends the connection and says why is a failure at once, and stays one', async () => {
  const move = moveOf(Array.from({ length: 9 }, () => 500));
  move.destination.rules = {
    ...move.destination.rules,
    refuse: ({ body }) => (body.includes('Letter 8') ? { ...bye, serverText: 'Invalid character in literal' } : null),
  };
  for (let run = 0; run < 2; run++) {
    expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 8, failed: 1, waiting: 0 });
    expect(move.journal.exceptions(1, null, 2)).toEqual([
      expect.objectContaining({ problem: expect.objectContaining({ subject: 'Letter 8', kind: 'bye' }) }),
    ]);
  }
});

test('one at which the connection ends without a word is not yet there, is told with its subject, and is tried again', async () => {
  const move = moveOf(Array.from({ length: 9 }, () => 500));
  let isBroken = true;
  move.destination.rules = {
    ...move.destination.rules,
    refuse: ({ body }) => (isBroken && body.includes('Letter 4') ? { ...lost().facts, side: 'destination' } : null),
  };
  expect(await move.run(settings)).toMatchObject({ end: 'stopped', copied: 8, failed: 0, waiting: 1 });
  expect(move.events.flatMap((event) => (event.event === 'problem' ? [event.problem] : []))).toEqual([
    expect.objectContaining({ kind: 'connection-lost', runs: 1, subject: 'Letter 4' }),
  ]);
  isBroken = false;
  expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 9, failed: 0 });
  expect(move.journal.exceptions(1, null, 2)).toEqual([]);
});

test('a run that is stopped before it could look at anything knows what its journal knows', async () => {
  const move = moveOf([500, 500, 500]);
  await move.run(settings);
  const stop = new AbortController();
  stop.abort();
  expect(await move.run(settings, stop.signal)).toMatchObject({ end: 'stopped', copied: 3, waiting: 0 });
  const fresh = moveOf([500]);
  expect(await fresh.run(settings, stop.signal)).toMatchObject({ end: 'stopped', copied: 0, waiting: 0 });
});
