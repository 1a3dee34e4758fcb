import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { estimate } from '../../main/engine/plan/estimate.ts';
import { noLimits, type AccountLimits } from '../../main/engine/settings.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { LimitedServer } from '../support/limited-server.ts';
import { fillBytes, GB, LimitedMove } from '../support/limited-move.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { lost } from '../support/memory-session.ts';
import { allContents } from '../support/memory-move.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** As Gmail states it: 2.5 GB a day down, 0.5 GB up. It takes three hours to read that. */
const down = { bytesPerDay: 2.5 * GB, bytesPerSecond: (2.5 * GB) / (3 * 3600) };
const up = { bytesPerDay: 0.5 * GB, bytesPerSecond: (0.5 * GB) / 3600 };
const limit = (bytesPerDay: number): AccountLimits => ({ ...noLimits, bytesPerDay, throttleRestMs: HOUR });
const fromSource = { source: limit(2.375 * GB), destination: noLimits };
const toDestination = { source: noLimits, destination: limit(0.475 * GB) };

function expectAllMoved(move: LimitedMove): void {
  expect(allContents(move.destination.mail)).toEqual(allContents(move.source.mail));
}

describe('20 GB from an account that gives 2.5 GB a day', () => {
  test.each([1, 3])(
    'take the days that were forecast, and the server never asks for patience (%i lanes)',
    async (lanes) => {
      const move = new LimitedMove({ source: down });
      const messages = fillBytes(move.source.mail, 20 * GB, ['INBOX', 'Sent', 'Letters', 'Old']);
      const openWhileWaiting = new Set<number>();
      move.clock.onSleep = (ms) => {
        if (ms === 300_000) openWhileWaiting.add(move.source.mail.connections + move.destination.mail.connections);
      };
      const began = move.clock.now();
      expect(await move.run({ limits: fromSource, lanes })).toMatchObject({
        end: 'finished',
        copied: messages,
        failed: 0,
      });
      const days = (move.clock.now() - began) / DAY;
      expect(move.source.throttled).toEqual([]);
      expect(move.source.busiestDay()).toBeLessThanOrEqual(2.375 * GB);
      expect(move.source.mail.bodiesRead).toHaveLength(messages);
      if (lanes === 1) expect([...openWhileWaiting]).toEqual([0]);
      expectAllMoved(move);
      const forecast = estimate({
        ...{ messages, bytes: 20 * GB, down: null, up: null, lanes, hoursPerDay: 24 },
        ...{ downloadBytesPerDay: 2.375 * GB, uploadBytesPerDay: null },
      });
      if (forecast.kind !== 'range') throw new Error('no forecast');
      expect(days).toBeGreaterThan(8);
      expect(days).toBeLessThan(9);
      expect(Math.abs(forecast.fromSeconds / 86_400 - days) / days).toBeLessThan(0.1);
      expect(forecast.toSeconds / 86_400).toBeGreaterThan(days);
    },
  );
});

test('without limits the same server asks for patience: the test can fail', async () => {
  const move = new LimitedMove({ source: down });
  fillBytes(move.source.mail, 3 * GB);
  const outcome = await move.run({ attempts: 2 });
  expect(outcome).toMatchObject({ end: 'stopped', reason: { kind: 'throttled' } });
  expect(move.source.throttled.length).toBeGreaterThan(1);
});

test('what the destination takes in a day bounds the reading too: nothing is read twice', async () => {
  const move = new LimitedMove({ destination: up });
  const messages = fillBytes(move.source.mail, 2 * GB);
  expect(await move.run({ limits: toDestination })).toMatchObject({ end: 'finished', copied: messages });
  expect(move.destination.throttled).toEqual([]);
  expect(move.destination.busiestDay()).toBeLessThanOrEqual(0.475 * GB);
  expect(move.source.mail.bodiesRead).toHaveLength(messages);
  expectAllMoved(move);
});

test('a pause tells the side and the moment it goes on, and ends then', async () => {
  const move = new LimitedMove({ source: down });
  fillBytes(move.source.mail, 3 * GB);
  const resumed: number[] = [];
  const began = move.clock.now();
  move.onEvent = ({ event }) => {
    if (event === 'resumed') resumed.push(move.clock.now());
  };
  await move.run({ limits: fromSource });
  const pauses = move.pauses();
  expect(pauses.length).toBeGreaterThan(0);
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toMatchObject({ reason: 'daily-budget', side: 'source', serverText: null });
    expect(Math.abs((resumed[index] ?? 0) - (pause.until ?? 0))).toBeLessThan(1_000);
  }
  // The first hour's bytes leave the window a day after they were read.
  expect(pauses[0]?.until).toBeGreaterThan(began + DAY);
  expect(pauses[0]?.until).toBeLessThan(began + DAY + HOUR);
});

test('a new process finds the amount used up and waits on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'homing-budget-'));
  const move = new LimitedMove({ source: down });
  fillBytes(move.source.mail, 3 * GB);
  try {
    const file = join(folder, 'journal.sqlite');
    const stop = new AbortController();
    move.onEvent = ({ event }) => {
      if (event === 'paused') setImmediate(() => stop.abort(new Error('the app is closed')));
    };
    const first = openJournal(file);
    expect(await move.run({ limits: fromSource }, stop.signal, { journal: first })).toMatchObject({ end: 'stopped' });
    first.close();
    move.onEvent = () => {};
    const read = move.source.mail.bodiesRead.length;
    const [before] = move.pauses();
    const second = openJournal(file);
    let readAtPause = 0;
    move.onEvent = ({ event }) => {
      if (event === 'paused') readAtPause ||= move.source.mail.bodiesRead.length;
    };
    expect(await move.run({ limits: fromSource }, undefined, { journal: second })).toMatchObject({ end: 'finished' });
    second.close();
    expect(readAtPause).toBe(read);
    expect(Math.abs((move.pauses()[1]?.until ?? 0) - (before?.until ?? 0))).toBeLessThanOrEqual(60_000);
    expect(move.source.throttled).toEqual([]);
    expectAllMoved(move);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('two moves of one account share its amount', async () => {
  const move = new LimitedMove({ source: down });
  fillBytes(move.source.mail, 2 * GB);
  const other = new LimitedServer(new MemoryMail(), 'destination', move.clock, { ...up, bytesPerDay: Infinity });
  await move.run({ limits: fromSource });
  expect(move.pauses()).toEqual([]);
  expect(await move.run({ limits: fromSource }, undefined, { to: other, key: 'other' })).toMatchObject({
    end: 'finished',
  });
  expect(move.pauses().length).toBeGreaterThan(0);
  expect(move.source.throttled).toEqual([]);
  expect(move.source.busiestDay()).toBeLessThanOrEqual(2.375 * GB);
});

test('a message larger than the amount of a day passes alone, when nothing else has', async () => {
  const move = new LimitedMove({});
  fillBytes(move.source.mail, 0.05 * GB, ['INBOX']);
  move.source.mail.put('INBOX', { body: `Message-ID: <big@old.example>\r\n\r\n${'x'.repeat(0.2 * GB)}` });
  const began = move.clock.now();
  expect(await move.run({ limits: { ...fromSource, source: limit(0.1 * GB) } })).toMatchObject({ end: 'finished' });
  expect(move.clock.now() - began).toBeGreaterThan(DAY);
  expectAllMoved(move);
});

describe('a server that asks for patience all the same', () => {
  test('is left alone for an hour, and then needs not ask again', async () => {
    const move = new LimitedMove({ source: { ...down, bytesPerSecond: down.bytesPerSecond * 20 } });
    fillBytes(move.source.mail, 4 * GB);
    move.source.usedElsewhere(1.5 * GB, move.clock.now() - 23.5 * HOUR);
    expect(await move.run({ limits: fromSource })).toMatchObject({ end: 'finished' });
    expect(move.source.throttled).toHaveLength(1);
    const [first] = move.pauses();
    expect(first).toMatchObject({ reason: 'throttled', side: 'source' });
    // What had been read is still stored before the hour begins.
    const rest = (first?.until ?? 0) - (move.source.throttled[0] ?? 0);
    expect(Math.round(rest / 1_000)).toBe(HOUR / 1_000);
    expectAllMoved(move);
  });

  test('is asked less and less often, where its limit is another than stated', async () => {
    const move = new LimitedMove({ source: { ...down, bytesPerDay: 0.1 * GB } });
    fillBytes(move.source.mail, 0.15 * GB);
    expect(await move.run({ limits: fromSource })).toMatchObject({ end: 'finished' });
    const waits = move.pauses().map(({ until }, index) => (until ?? 0) - (move.source.throttled[index] ?? 0));
    expect(waits.slice(0, 4).map((ms) => Math.round(ms / 1_000))).toEqual([3_600, 7_200, 14_400, 28_800]);
    expectAllMoved(move);
  });
});

describe('exactly once', () => {
  const small = { source: limit(12_000), destination: limit(14_000) };

  function smallMove(): LimitedMove {
    const move = new LimitedMove({});
    fillBytes(move.source.mail, 40_000);
    return move;
  }

  async function steps(): Promise<number> {
    const move = smallMove();
    let count = 0;
    move.source.mail.onStep = move.destination.mail.onStep = () => void count++;
    await move.run({ limits: small, batchMessages: 2 });
    expect(move.pauses().length).toBeGreaterThan(2);
    return count;
  }

  test('also when a connection is lost at any step, between any two pauses', async () => {
    const total = await steps();
    expect(total).toBeGreaterThan(50);
    for (let at = 0; at < total; at += 3) {
      const move = smallMove();
      let count = 0;
      move.source.mail.onStep = move.destination.mail.onStep = () => {
        if (count++ === at) throw lost();
      };
      expect(await move.run({ limits: small, batchMessages: 2 })).toMatchObject({ end: 'finished', failed: 0 });
      expectAllMoved(move);
      expect(move.destination.busiestDay()).toBeLessThanOrEqual(14_000 + 3_500);
    }
  });

  test('also when the process ends at any step, and the next goes on', async () => {
    const total = await steps();
    for (let at = 0; at < total; at += 7) {
      const move = smallMove();
      const stop = new AbortController();
      let count = 0;
      move.source.mail.onStep = move.destination.mail.onStep = () => {
        if (count++ !== at) return;
        stop.abort(new Error('killed'));
        throw lost();
      };
      await move.run({ limits: small, batchMessages: 2 }, stop.signal).catch((error: unknown) => {
        expect(error).toBeInstanceOf(MailError);
      });
      expect(await move.run({ limits: small, batchMessages: 2 })).toMatchObject({ end: 'finished', failed: 0 });
      expectAllMoved(move);
    }
  });
});

test('no more connections are open than either provider allows', async () => {
  const most = async (source: number | null, destination: number | null): Promise<number[]> => {
    const move = new LimitedMove({ source: { ...down, bytesPerDay: Infinity } });
    fillBytes(move.source.mail, GB, ['INBOX', 'A', 'B', 'C', 'D', 'E']);
    const limits = {
      source: { ...noLimits, maxConnections: source },
      destination: { ...noLimits, maxConnections: destination },
    };
    expect(await move.run({ limits, lanes: 4 })).toMatchObject({ end: 'finished' });
    return [move.source.mostConnections, move.destination.mostConnections];
  };
  expect(Math.max(...(await most(null, null)))).toBeGreaterThanOrEqual(2);
  expect(await most(1, null)).toEqual([1, 1]);
  expect(await most(15, 1)).toEqual([1, 1]);
  const three = await most(3, 15);
  expect(Math.max(...three)).toBeLessThanOrEqual(3);
});
