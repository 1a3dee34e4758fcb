import { describe, expect, it } from 'vitest';
import { noProgress, reduceProgress, viewProgress } from '../../main/engine/progress.ts';
import type { MailboxProgress, MigrationEvent } from '../../shared/model/migration-event.ts';
import type { MigrationPlan } from '../../shared/model/plan.ts';
import { processorTime } from '../support/processor-time.ts';
import { shareInRange, simulate, SimulatedMove } from './progress-simulation.ts';

const start = Date.UTC(2026, 0, 1, 14, 0, 0);

function planOf(...pairs: readonly (readonly [string, number, number | null])[]): MigrationEvent {
  const plan: MigrationPlan = {
    pairs: pairs.map(([source, messages, bytes]) => ({
      ...{ source, destination: source, role: null, renamed: [], messages, bytes, subscribed: false, exists: false },
    })),
    ...{
      parents: [],
      leftOut: [],
      messages: 0,
      bytes: 0,
      quota: { kind: 'unknown' },
      appendLimit: null,
      labels: null,
      gmail: null,
    },
  };
  return { event: 'plan', plan };
}

function mailboxEvent(source: string, mailbox: Partial<MailboxProgress>): MigrationEvent {
  const numbers = { total: 0, done: 0, totalBytes: 0, doneBytes: 0, skipped: 0, failed: 0, verified: 0 };
  return { event: 'mailbox', mailbox: { source, destination: source, phase: 'copying', ...numbers, ...mailbox } };
}

const fold = (events: readonly MigrationEvent[], now = start): ReturnType<typeof viewProgress> =>
  viewProgress(
    events.reduce((state, event) => reduceProgress(state, event, now), noProgress),
    now,
  );

describe('the picture', () => {
  it('tells of a look at what arrived, though nothing changes its state by it', () => {
    const done = { total: 10, done: 10, verified: 10, phase: 'done' } as const;
    const checked = (what: 'identified' | 'compared', looked: number, total: number): MigrationEvent => ({
      event: 'checked',
      check: { what, done: looked, total },
    });
    const events = [planOf(['INBOX', 10, 1000]), mailboxEvent('INBOX', done), checked('compared', 3, 5)];
    expect(fold(events)).toMatchObject({ stage: 'verifying', check: { what: 'compared', done: 3, total: 5 } });
    expect(fold([...events, checked('compared', 5, 5)])).toMatchObject({ stage: 'done', check: { done: 5 } });
    expect(fold([...events, planOf(['INBOX', 10, 1000])]).check).toBeNull();
  });

  it('says how long a look still takes by how fast it goes', () => {
    let state = [
      planOf(['INBOX', 9000, null]),
      mailboxEvent('INBOX', { total: 9000, done: 9000, verified: 9000, phase: 'verifying' }),
    ].reduce((before, event) => reduceProgress(before, event, start), noProgress);
    for (let second = 0; second <= 60; second++) {
      const check = { what: 'compared', done: second * 50, total: 9000 } as const;
      state = reduceProgress(state, { event: 'checked', check }, start + second * 1000);
    }
    const { timeLeft, rate } = viewProgress(state, start + 60_000);
    expect(rate?.messagesPerSecond).toBeCloseTo(50, 0);
    expect(timeLeft).toMatchObject({ kind: 'range' });
    if (timeLeft.kind !== 'range') return;
    expect(timeLeft.fromSeconds).toBeLessThanOrEqual(120);
    expect(timeLeft.toSeconds).toBeGreaterThanOrEqual(120);
  });

  it('begins with the plan, in its order', () => {
    const view = fold([planOf(['INBOX', 10, 1000], ['Sent', 5, 500])]);
    expect(view.mailboxes.map(({ source }) => source)).toEqual(['INBOX', 'Sent']);
    expect(view.messages).toEqual({ done: 0, total: 15 });
    expect(view.bytes).toEqual({ done: 0, total: 1500 });
    expect(view.stage).toBe('inspecting');
  });

  it('counts the last word of each mailbox once', () => {
    const view = fold([
      planOf(['INBOX', 10, 1000], ['Sent', 5, 500]),
      mailboxEvent('INBOX', { total: 12, done: 3, totalBytes: 1200, doneBytes: 300, failed: 1 }),
      mailboxEvent('INBOX', { total: 12, done: 7, totalBytes: 1200, doneBytes: 700, failed: 1, skipped: 2 }),
    ]);
    expect(view.messages).toEqual({ done: 7, total: 17 });
    expect(view.bytes).toEqual({ done: 700, total: 1700 });
    expect([view.failed, view.skipped]).toEqual([1, 2]);
  });

  it('knows no total of bytes as long as one mailbox hides its size', () => {
    const plan = planOf(['INBOX', 10, null], ['Sent', 5, 500]);
    expect(fold([plan]).bytes.total).toBeNull();
    expect(fold([plan, mailboxEvent('INBOX', { totalBytes: 70 })]).bytes.total).toBe(570);
  });

  it('copies until nothing is left to copy, then checks, then is done', () => {
    const plan = planOf(['A', 1, 1], ['B', 1, 1]);
    const stages = [
      [mailboxEvent('A', { phase: 'indexing' })],
      [mailboxEvent('A', { phase: 'comparing' })],
      [mailboxEvent('A', { phase: 'verifying' })],
      [mailboxEvent('A', { phase: 'done' }), mailboxEvent('B', { phase: 'indexing' })],
      [mailboxEvent('A', { phase: 'done' }), mailboxEvent('B', { phase: 'verifying' })],
      [mailboxEvent('A', { phase: 'done' }), mailboxEvent('B', { phase: 'done' })],
    ].map((events) => fold([plan, ...events]).stage);
    expect(stages).toEqual(['indexing', 'comparing', 'copying', 'copying', 'verifying', 'done']);
  });

  it('copies on between mailboxes that are worked on twice, and tells of what goes first', () => {
    const recent = { since: start, done: 3, total: 5, doneBytes: 30, totalBytes: 50, counted: false, ended: false };
    const events = [
      planOf(['INBOX', 10, 100], ['Sent', 10, 100]),
      mailboxEvent('INBOX', { total: 10, done: 3, phase: 'copying' }),
      mailboxEvent('INBOX', { total: 10, done: 3, phase: 'waiting' }),
      mailboxEvent('Sent', { total: 10, phase: 'indexing' }),
    ];
    expect(fold(events)).toMatchObject({ stage: 'indexing', recent: null });
    expect(fold([...events, { event: 'recent', recent }])).toMatchObject({ stage: 'copying', recent });
  });

  it('keeps the beginning of a pause when it is told again', () => {
    const paused = (until: number): MigrationEvent => ({
      ...{ event: 'paused', reason: 'offline', side: 'source', serverText: null, until },
    });
    let state = reduceProgress(noProgress, paused(start + 5), start);
    state = reduceProgress(state, paused(start + 90), start + 30);
    const view = viewProgress(state, start + 40);
    expect(view.pause).toMatchObject({ since: start, until: start + 90 });
    expect(view.timeLeft).toEqual({ kind: 'waiting', since: start });
    expect(viewProgress(reduceProgress(state, { event: 'resumed' }, start + 50), start + 50).pause).toBeNull();
  });
});

describe('the time left', () => {
  it('is not told before two percent or three minutes', () => {
    const { shown } = simulate(new SimulatedMove(1_000_000), () => 20);
    for (const { second, fraction, view } of shown.slice(0, 1000))
      expect(view.timeLeft.kind, `second ${String(second)}`).toBe(
        fraction < 0.02 && second < 180 ? 'too-early' : 'range',
      );
  });

  it('is not told in the first seconds, however much arrives', () => {
    const move = new SimulatedMove(100);
    move.second(50);
    expect(move.view.timeLeft).toEqual({ kind: 'too-early' });
  });

  it('is a range in minutes, quarters of an hour, hours or half days', () => {
    const { shown } = simulate(new SimulatedMove(2_000_000), (second) => (second < 4000 ? 5 : 2000));
    let seen = 0;
    for (const { view } of shown) {
      const { timeLeft } = view;
      if (timeLeft.kind !== 'range') continue;
      const { fromSeconds, toSeconds } = timeLeft;
      const step = toSeconds <= 3600 ? 60 : toSeconds <= 21_600 ? 900 : toSeconds <= 86_400 ? 3600 : 43_200;
      expect([fromSeconds % step, toSeconds % step]).toEqual([0, 0]);
      expect(fromSeconds).toBeLessThan(toSeconds);
      seen |= step === 43_200 ? 1 : step === 60 ? 2 : 4;
    }
    expect(seen).toBe(7);
  });

  it('does not count what was there already as speed', () => {
    const move = new SimulatedMove(10_000);
    move.tell(move.mailbox('comparing'));
    move.done = 9000;
    move.tell(move.mailbox('comparing'));
    move.tell(move.mailbox('copying'));
    for (let second = 0; second < 40; second++) move.second(1);
    expect(move.view.rate?.messagesPerSecond).toBeCloseTo(1, 1);
    expect(move.view.timeLeft).toMatchObject({ kind: 'range' });
    expect(move.view.timeLeft.kind === 'range' && move.view.timeLeft.toSeconds).toBeGreaterThan(900);
  });

  it('gives way to a reason after a minute of silence', () => {
    const move = new SimulatedMove(10_000);
    for (let second = 0; second < 100; second++) move.second(10);
    const silentSince = move.now;
    for (let second = 0; second < 60; second++) move.second(0);
    expect(move.view.timeLeft.kind).toBe('range');
    move.second(0);
    expect(move.view.timeLeft).toEqual({ kind: 'waiting', since: silentSince });
  });

  it('does not let a pause slow the move down', () => {
    const move = new SimulatedMove(10_000);
    for (let second = 0; second < 100; second++) move.second(10);
    move.tell({ event: 'paused', reason: 'throttled', side: 'source', until: null, serverText: null });
    move.now += 3_600_000;
    move.tell({ event: 'resumed' });
    move.second(10);
    const { timeLeft } = move.view;
    expect(timeLeft.kind === 'range' && timeLeft.toSeconds).toBeLessThan(1500);
  });

  it('admits that it became slower', () => {
    const { shown } = simulate(new SimulatedMove(40_000), (second) => (second < 600 ? 40 : 8));
    const slower = shown.filter(({ view }) => view.timeLeft.kind === 'range' && view.timeLeft.slower);
    expect(slower.length).toBeGreaterThan(0);
    expect(slower[0]?.second).toBeGreaterThan(600);
    const steady = simulate(new SimulatedMove(40_000), () => 40);
    expect(steady.shown.some(({ view }) => view.timeLeft.kind === 'range' && view.timeLeft.slower)).toBe(false);
  });

  it.each<readonly [string, (second: number) => number]>([
    ['steady', () => 25],
    ['bursty', (second: number) => (second % 20 < 4 ? 100 : 5)],
    ['in batches', (second: number) => (second % 7 === 0 ? 180 : 0)],
    ['slowly breathing', (second: number) => 25 + 12 * Math.sin(second / 90)],
    ['stalling once', (second: number) => (second > 500 && second < 900 ? 0 : 25)],
  ])('holds the true end in at least four of five ranges: %s', (_name, rate) => {
    expect(shareInRange(simulate(new SimulatedMove(60_000), rate))).toBeGreaterThanOrEqual(0.8);
  });

  it('holds it too when the server asks for pauses', () => {
    const move = new SimulatedMove(60_000);
    const paused = (second: number): boolean => second % 100 >= 80;
    const run = simulate(
      move,
      (second) => (paused(second) ? 0 : 25),
      (second) => {
        if (second % 100 === 80)
          move.tell({ event: 'paused', reason: 'throttled', side: 'source', until: null, serverText: null });
        if (second % 100 === 0) move.tell({ event: 'resumed' });
      },
    );
    expect(shareInRange(run)).toBeGreaterThanOrEqual(0.8);
    expect(run.shown.every(({ second, view }) => paused(second) === (view.timeLeft.kind === 'waiting'))).toBe(true);
  });
});

it('folds thousands of mailboxes quickly and without growing samples', () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `Box ${String(index)}`);
  let state = reduceProgress(noProgress, planOf(...names.map((name) => [name, 10, 100] as const)), start);
  const took = processorTime(() => {
    names.forEach((name, index) => {
      state = reduceProgress(state, mailboxEvent(name, { total: 10, done: 10 }), start + index * 1000);
    });
    expect(viewProgress(state, start + 10_000_000).messages).toEqual({ done: 100_000, total: 100_000 });
  });
  expect(state.pace?.pace.samples.length).toBeLessThan(100);
  expect(took).toBeLessThan(5000);
});
