import { expect, test } from 'vitest';
import type { Refusal } from '../../main/engine/account-ledger.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import { noLimits, type AccountLimits } from '../../main/engine/settings.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { fillBytes, GB, LimitedMove } from '../support/limited-move.ts';
import { awkwardAccount } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { allContents, MemoryMove } from '../support/memory-move.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const down = { bytesPerDay: 2.5 * GB, bytesPerSecond: (2.5 * GB) / (3 * 3600) };
const stated: AccountLimits = { ...noLimits, bytesPerDay: 2.375 * GB, throttleRestMs: HOUR };
const limits = { source: stated, destination: noLimits };

/** A move whose source was used elsewhere, until the server asks for patience and the process ends. */
async function refusedAndEnded(): Promise<LimitedMove> {
  const move = new LimitedMove({ source: { ...down, bytesPerSecond: down.bytesPerSecond * 20 } });
  fillBytes(move.source.mail, 4 * GB);
  move.source.usedElsewhere(1.5 * GB, move.clock.now() - HOUR);
  const stop = new AbortController();
  move.onEvent = (event) => {
    if (event.event === 'paused' && event.reason === 'throttled')
      setImmediate(() => stop.abort(new Error('the app is closed')));
  };
  expect(await move.run({ limits }, stop.signal)).toMatchObject({ end: 'stopped' });
  move.onEvent = () => {};
  return move;
}

test('what was refused is kept: when, at how many bytes, until when, and when it went on', async () => {
  const move = await refusedAndEnded();
  const [refusal] = move.journal.ledger.refusals('old');
  expect(refusal).toMatchObject({ kind: 'amount', direction: 'down', wentOnAt: null });
  expect(refusal?.bytes).toBeGreaterThan(0.9 * GB);
  expect(refusal?.bytes).toBeLessThan(1.1 * GB);
  const until = refusal?.until ?? 0;
  expect(Math.abs(until - (refusal?.at ?? 0) - HOUR)).toBeLessThanOrEqual(1);
  await move.run({ limits });
  const [after] = move.journal.ledger.refusals('old');
  expect(after?.wentOnAt).toBeGreaterThanOrEqual(until - 1);
  // No sooner than less than what was refused is used of the day.
  expect((after?.wentOnAt ?? 0) - until).toBeLessThan(DAY);
});

test('the next process asks nothing before the time it was told, and says so', async () => {
  const move = await refusedAndEnded();
  const until = move.pauses().at(-1)?.until ?? 0;
  const asked = move.source.throttled.length;
  const before = move.events.length;
  const connected: number[] = [];
  move.onEvent = (event) => {
    if (event.event === 'connections') connected.push(move.clock.now());
  };
  expect(await move.run({ limits })).toMatchObject({ end: 'finished' });
  expect(move.events[before]).toEqual({
    ...{ event: 'paused', reason: 'throttled', side: 'source', until: Math.round(until), serverText: null },
  });
  expect(Math.min(...connected)).toBeGreaterThanOrEqual(Math.floor(until));
  expect(move.source.throttled).toHaveLength(asked);
  expect(allContents(move.destination.mail)).toEqual(allContents(move.source.mail));
});

test('afterwards less is asked for in a day than was refused', async () => {
  const move = await refusedAndEnded();
  const refused = move.journal.ledger.refusals('old')[0]?.bytes ?? 0;
  await move.run({ limits });
  const read = move.journal.ledger;
  const [first] = move.pauses().filter(({ reason }) => reason === 'daily-budget');
  expect(first?.side).toBe('source');
  // Until that pause, the day held no more than what had been refused.
  expect(read.refusals('old')).toHaveLength(1);
  const own = move.source.busiestDay() - 1.5 * GB;
  expect(own).toBeLessThan(refused * 1.01);
});

test('a wait that was stopped half way is longer when the server asks again', async () => {
  const move = new LimitedMove({ source: { ...down, bytesPerDay: 0.1 * GB } });
  fillBytes(move.source.mail, 0.15 * GB);
  const stop = new AbortController();
  move.onEvent = ({ event }) => {
    if (event === 'paused') setImmediate(() => stop.abort(new Error('the app is closed')));
  };
  await move.run({ limits }, stop.signal);
  move.onEvent = () => {};
  await move.run({ limits });
  const asked = move.journal.ledger.refusals('old').slice(0, 3);
  const waits = asked.map(({ at, until }) => Math.round((until - at) / HOUR));
  expect(waits).toEqual([1, 2, 4]);
});

test('lanes that hear the same refusal wait for the same moment', async () => {
  const move = new LimitedMove({ source: { ...down, bytesPerSecond: down.bytesPerSecond * 20 } });
  fillBytes(move.source.mail, 3 * GB, ['INBOX', 'A', 'B', 'C']);
  move.source.usedElsewhere(1.5 * GB, move.clock.now() - 23.5 * HOUR);
  expect(await move.run({ limits, lanes: 3 })).toMatchObject({ end: 'finished' });
  const refusals = move.journal.ledger.refusals('old');
  expect(refusals.map(({ at, until }) => Math.round((until - at) / HOUR))).toEqual([1]);
});

test('a server that says how long is left alone so long by the next process, too', async () => {
  const move = new LimitedMove({});
  fillBytes(move.source.mail, 20_000);
  const busy = new MailError({
    ...{ kind: 'throttled', when: 'later', wide: 'account', outcome: 'refused', side: 'destination' },
    ...{ serverText: 'Request is throttled. Suggested Backoff Time: 299609 milliseconds', retryAfterMs: 299_609 },
  });
  let asked = 0;
  move.destination.mail.onStep = (step, when) => {
    if (step === 'append' && when === 'before' && asked++ === 1) throw busy;
  };
  const stop = new AbortController();
  move.onEvent = ({ event }) => {
    if (event === 'paused') setImmediate(() => stop.abort(new Error('the app is closed')));
  };
  await move.run({}, stop.signal);
  const refusedAt = Math.round(move.clock.now());
  const kept = move.journal.ledger.refusals('new');
  expect(kept).toMatchObject([{ kind: 'patience', until: refusedAt + 299_609 }]);
  let began = 0;
  move.onEvent = ({ event }) => {
    if (event === 'connections') began ||= move.clock.now();
  };
  expect(await move.run({})).toMatchObject({ end: 'finished' });
  expect(Math.abs(began - refusedAt - 299_609)).toBeLessThanOrEqual(1);
});

test('a connection that was refused is not tried again at once', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail({ maxConnections: 1 }));
  let most = 0;
  let attempts = 0;
  move.destination.onStep = (step, when) => {
    if (step === 'connect' && when === 'before') attempts++;
    most = Math.max(most, move.destination.connections);
  };
  expect(await move.run({ lanes: 4 })).toMatchObject({ end: 'finished' });
  const learned = move.journal.ledger.refusals('new');
  expect(learned).toMatchObject([{ kind: 'connections', connections: 1 }]);
  expect([most, attempts]).toEqual([1, 2]);
  for (const name of ['INBOX', 'Sent', 'Archive'])
    for (let count = 0; count < 20; count++)
      move.source.put(name, { body: `Subject: ${name} ${String(count)}\r\n\r\n` });
  attempts = 0;
  expect(await move.run({ lanes: 4 })).toMatchObject({ end: 'finished' });
  expect([most, attempts]).toEqual([1, 1]);
  expect(move.journal.ledger.refusals('new')).toHaveLength(1);
});

test('another journal with the same ledger knows what was used and refused', async () => {
  const move = await refusedAndEnded();
  const { ledger } = move.journal;
  const used = ledger.trafficSince('old', 'down', move.clock.now() - DAY);
  move.journal = openJournal(':memory:');
  const asked = move.source.throttled.length;
  expect(await move.run({ limits }, undefined, { ledger })).toMatchObject({ end: 'finished' });
  expect(used).toBeGreaterThan(0.9 * GB);
  expect(move.source.throttled).toHaveLength(asked);
  expect(move.journal.ledger.refusals('old')).toEqual([] satisfies Refusal[]);
});
