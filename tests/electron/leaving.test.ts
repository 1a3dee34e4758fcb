import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { LeaveAnswer, LeaveQuestion } from '../../main/electron/ask-leaving.ts';
import { createLeaving, type Leaving } from '../../main/electron/leaving.ts';
import { createLog } from '../../main/electron/log.ts';
import { stopInOrder } from '../../main/electron/stop-in-order.ts';
import type { AppSettings } from '../../shared/ipc/settings.ts';

interface Scene {
  readonly leaving: Leaving;
  /** What happened, in order. */
  readonly seen: string[];
  answer(answer: LeaveAnswer): void;
  stopped(): void;
}

function scene(busy: boolean, onClose: AppSettings['onClose'] = 'ask'): Scene {
  const seen: string[] = [];
  let answer: (answer: LeaveAnswer) => void = () => undefined;
  let stopped: () => void = () => undefined;
  const leaving = createLeaving({
    desk: {
      isBusy: () => busy,
      changeSettings: (change) => void seen.push(`remember ${String(change.onClose)}`),
    },
    onClose: () => onClose,
    ask: (question: LeaveQuestion) => {
      seen.push(`ask ${question}`);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    hideWindow: () => void seen.push('hide'),
    stop: () => {
      seen.push('stop');
      return new Promise((resolve) => {
        stopped = resolve;
      });
    },
    end: () => void seen.push('end'),
    onFault: (error) => void seen.push(String(error)),
  });
  return { leaving, seen, answer: (given) => answer(given), stopped: () => stopped() };
}

const keep: LeaveAnswer = { choice: 'keep-running', remember: false };
const quit: LeaveAnswer = { choice: 'quit', remember: false };
const cancel: LeaveAnswer = { choice: 'cancel', remember: false };

describe('while nothing is under way', () => {
  test('the window closes', () => {
    const { leaving, seen } = scene(false);
    expect(leaving.windowCloses()).toBe(true);
    expect(seen).toEqual([]);
  });

  test('quitting asks nothing, but waits until all files are closed', async () => {
    const { leaving, seen, stopped } = scene(false);
    expect(leaving.appQuits()).toBe(false);
    expect(leaving.appQuits()).toBe(false);
    await turn();
    expect(seen).toEqual(['hide', 'stop']);
    stopped();
    await turn();
    expect(seen).toEqual(['hide', 'stop', 'end']);
    expect(leaving.appQuits()).toBe(true);
    expect(leaving.windowCloses()).toBe(true);
  });
});

describe('while a move is under way', () => {
  test.each([
    ['windowCloses', 'close'],
    ['appQuits', 'quit'],
  ] as const)('%s asks once, and not again while it asks', (way, question) => {
    const { leaving, seen } = scene(true);
    expect([leaving[way](), leaving.windowCloses(), leaving.appQuits()]).toEqual([false, false, false]);
    expect(seen).toEqual([`ask ${question}`]);
  });

  test.each(['windowCloses', 'appQuits'] as const)('%s and then Cancel changes nothing', async (way) => {
    const { leaving, seen, answer } = scene(true);
    leaving[way]();
    answer(cancel);
    await turn();
    expect(seen).toHaveLength(1);
    leaving[way]();
    expect(seen).toHaveLength(2);
  });

  test.each(['windowCloses', 'appQuits'] as const)('%s and then going on leaves only the window', async (way) => {
    const { leaving, seen, answer } = scene(true);
    leaving[way]();
    answer(keep);
    await turn();
    expect(seen.slice(1)).toEqual(['hide']);
  });

  test.each(['windowCloses', 'appQuits'] as const)('%s and then Quit stops in order first', async (way) => {
    const { leaving, seen, answer, stopped } = scene(true);
    leaving[way]();
    answer(quit);
    await turn();
    expect(seen.slice(1)).toEqual(['hide', 'stop']);
    expect(leaving.appQuits()).toBe(false);
    stopped();
    await turn();
    expect(seen.slice(1)).toEqual(['hide', 'stop', 'end']);
  });

  test.each([keep, quit])('the answer is remembered if wished: %j', async (given) => {
    const { leaving, seen, answer } = scene(true);
    leaving.windowCloses();
    answer({ ...given, remember: true });
    await turn();
    expect(seen[1]).toBe(`remember ${given.choice}`);
  });

  test('what is set is not asked', async () => {
    const background = scene(true, 'keep-running');
    expect(background.leaving.windowCloses()).toBe(false);
    expect(background.seen).toEqual(['hide']);
    const away = scene(true, 'quit');
    expect(away.leaving.windowCloses()).toBe(false);
    await turn();
    expect(away.seen).toEqual(['hide', 'stop']);
  });

  test('the system does not wait for an answer', async () => {
    const { leaving, seen, answer, stopped } = scene(true);
    leaving.appQuits();
    void leaving.leave();
    void leaving.leave();
    answer(keep);
    await turn();
    stopped();
    await turn();
    expect(seen).toEqual(['ask quit', 'hide', 'stop', 'end']);
  });
});

describe('stopping', () => {
  const silent = createLog({ folder: '/nowhere/at/all', home: '/', now: () => 0 });

  test('waits for the desk', async () => {
    let closed = false;
    const shutDown = async (): Promise<void> => {
      await turn();
      closed = true;
    };
    await stopInOrder({ shutDown }, silent);
    expect(closed).toBe(true);
  });

  test('does not wait for ever, and not for what fails', async () => {
    const started = performance.now();
    await stopInOrder({ shutDown: () => new Promise<never>(() => undefined) }, silent, 30);
    expect(performance.now() - started).toBeGreaterThanOrEqual(25);
    await stopInOrder({ shutDown: () => Promise.reject(new Error('broken')) }, silent, 10_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
