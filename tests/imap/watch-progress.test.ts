import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LEAST_BYTES, LEAST_WITHIN_MS } from '../../main/imap/server-limits.ts';
import { watchProgress, type Watch } from '../../main/imap/watch-progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A command whose server sends so much every so often. */
class Command {
  moved = 0;
  useful = 0;
  silence = 0;
  readonly watch: Watch;

  constructor() {
    this.watch = watchProgress(
      {
        moved: () => this.moved,
        silenceMs: 2 * MINUTE,
        useful: () => this.useful,
        leastBytes: LEAST_BYTES,
        leastWithinMs: LEAST_WITHIN_MS,
      },
      () => {
        this.silence += 1;
      },
    );
  }

  /** @returns after how many minutes it was given up; null when it was not */
  run(
    minutes: number,
    every: number,
    { moved, useful }: { readonly moved: number; readonly useful: number },
  ): number | null {
    for (let passed = 0; passed < minutes * MINUTE; passed += every) {
      this.moved += moved;
      this.useful += useful;
      vi.advanceTimersByTime(every);
      if (this.silence > 0) return (passed + every) / MINUTE;
    }
    return null;
  }
}

test.each([
  ['a literal of one octet a second', SECOND, { moved: 1, useful: 1 }],
  ['“still here” every five seconds', 5 * SECOND, { moved: 20, useful: 0 }],
  ['chatter without end', SECOND, { moved: 100_000, useful: 0 }],
  ['a few octets now and then', MINUTE, { moved: 500, useful: 500 }],
])('%s is silence after a quarter of an hour', (_what, every, progress) => {
  const minutes = new Command().run(60, every, progress);
  expect(minutes).toBeGreaterThanOrEqual(15);
  expect(minutes).toBeLessThanOrEqual(16);
});

test.each([
  ['a modem', SECOND, { moved: 5_000, useful: 5_000 }],
  ['a link of a hundred octets a second', SECOND, { moved: 100, useful: 100 }],
  ['a batch that leaves in packets of 128 KB at 3 KB/s', 43 * SECOND, { moved: 131_072, useful: 131_072 }],
])('%s is only slow, for hours', (_what, every, progress) => {
  expect(new Command().run(300, every, progress)).toBeNull();
});

test('a server may work on one command for a while, as long as it says that it lives', () => {
  expect(new Command().run(14, 15 * SECOND, { moved: 20, useful: 0 })).toBeNull();
});

test('without any octet it is silence after two minutes, as ever', () => {
  const minutes = new Command().run(10, SECOND, { moved: 0, useful: 0 });
  expect(minutes).toBeGreaterThanOrEqual(2);
  expect(minutes).toBeLessThan(3);
});

test('while the server waits for us, nothing is expected of it', () => {
  const command = new Command();
  command.watch.hold();
  expect(command.run(120, MINUTE, { moved: 0, useful: 0 })).toBeNull();
  command.watch.release();
  expect(command.run(14, 5 * SECOND, { moved: 20, useful: 0 })).toBeNull();
});

test('a process that was stopped for hours has its whole time again', () => {
  const command = new Command();
  command.run(10, 5 * SECOND, { moved: 20, useful: 0 });
  // Timers do not run while a computer sleeps: only the clock has moved on.
  vi.setSystemTime(Date.now() + 5 * 60 * MINUTE);
  expect(command.run(4, 5 * SECOND, { moved: 20, useful: 0 })).toBeNull();
});
