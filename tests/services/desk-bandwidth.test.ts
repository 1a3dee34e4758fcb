import { describe, expect, it } from 'vitest';
import type { Clock } from '../../main/engine/ports.ts';
import { limitBandwidth } from '../../main/services/desk/bandwidth.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryMail } from '../support/memory-mail.ts';

const never = new AbortController().signal;

/** An account with messages of one size in its INBOX. */
function account(messages: number, bytes: number): MemoryMail {
  const mail = new MemoryMail();
  for (let n = 0; n < messages; n++) mail.put('INBOX', { body: Buffer.alloc(bytes, 65 + (n % 26)) });
  return mail;
}

/** A clock that stands still until {@link run}; many can sleep at the same time. */
class SharedClock implements Clock {
  #now = 0;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
    });
  }

  /** Wakes one after the other until nobody sleeps any more. */
  async run(): Promise<void> {
    for (;;) {
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      const next = this.#sleepers.toSorted((one, other) => one.at - other.at)[0];
      if (!next) return;
      this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}

describe('limited bandwidth', () => {
  it('lets message bodies through at its rate, whole and in order', async () => {
    const clock = new FakeClock();
    const began = clock.now();
    const session = await limitBandwidth(account(20, 5_000).account(), 10_000, clock).connect(never);
    await session.open('INBOX');
    const seen: number[] = [];
    await session.fetchBodies('1:*', (uid, body) => {
      expect(body).toHaveLength(5_000);
      seen.push(uid);
      // Never faster, but for the one second it may be ahead.
      expect((clock.now() - began) / 1000).toBeGreaterThanOrEqual((seen.length * 5_000) / 10_000 - 1);
    });
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const seconds = (clock.now() - began) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(9);
    expect(seconds).toBeLessThanOrEqual(10);
  });

  it('gives nothing for a pause: what follows is not faster', async () => {
    const clock = new FakeClock();
    const session = await limitBandwidth(account(10, 10_000).account(), 10_000, clock).connect(never);
    await session.open('INBOX');
    await session.fetchBodies('1:5', () => {});
    await clock.sleep(3_600_000, never);
    const began = clock.now();
    await session.fetchBodies('6:10', () => {});
    expect((clock.now() - began) / 1000).toBeGreaterThanOrEqual(4);
  });

  it('is one limit for all connections together', async () => {
    const clock = new SharedClock();
    const limited = limitBandwidth(account(30, 1_000).account(), 10_000, clock);
    const times: number[] = [];
    const all = Promise.all(
      [1, 2, 3, 4].map(async () => {
        const session = await limited.connect(never);
        await session.open('INBOX');
        await session.fetchBodies('1:*', () => {
          times.push(clock.now());
        });
      }),
    );
    await clock.run();
    await all;
    expect(times).toHaveLength(120);
    expect(clock.now() / 1000).toBeGreaterThan(10);
    expect(clock.now() / 1000).toBeLessThanOrEqual(12);
    // In no second more than the rate and what was saved up in a second before.
    for (const at of times) {
      const within = times.filter((one) => one >= at && one < at + 1000);
      expect(within.length).toBeLessThanOrEqual(20);
    }
  });

  it('lets a message larger than the rate through, late', async () => {
    const clock = new FakeClock();
    const began = clock.now();
    const session = await limitBandwidth(account(1, 500_000).account(), 1_024, clock).connect(never);
    await session.open('INBOX');
    let bytes = 0;
    await session.fetchBodies('1', (_uid, body) => {
      bytes = body.length;
    });
    expect(bytes).toBe(500_000);
    expect((clock.now() - began) / 1000).toBeGreaterThan(480);
  });

  it('does not slow the index', async () => {
    const clock = new FakeClock();
    const began = clock.now();
    const session = await limitBandwidth(account(50, 10_000).account(), 1_024, clock).connect(never);
    await session.open('INBOX');
    let seen = 0;
    await session.fetchIndex('1:*', true, () => {
      seen++;
    });
    expect(seen).toBe(50);
    expect(clock.now()).toBe(began);
  });

  it.each(['destroy', 'close'] as const)('a connection that waits ends at once with %s, as a lost one', async (end) => {
    const clock = new SharedClock();
    const session = await limitBandwidth(account(5, 100_000).account(), 1_024, clock).connect(never);
    await session.open('INBOX');
    const seen: number[] = [];
    const fetching = session.fetchBodies('1:*', (uid) => {
      seen.push(uid);
    });
    const outcome = expect(fetching).rejects.toMatchObject({ facts: { kind: 'connection-lost', when: 'now' } });
    await new Promise((resolve) => setImmediate(resolve));
    await session[end]();
    await outcome;
    expect(seen).toEqual([]);
  });

  it('is a session like any other', async () => {
    const mail = account(2, 100);
    const session = await limitBandwidth(mail.account(), 1_024, new FakeClock()).connect(never);
    expect([...session.capabilities]).toEqual([...(await mail.account().connect(never)).capabilities]);
    expect((await session.inspect()).mailboxes.map(({ name }) => name)).toEqual(['INBOX']);
    expect(await session.open('INBOX')).toMatchObject({ exists: 2 });
    expect(session.protection()).toBeNull();
    expect(await session.ping()).toBeGreaterThanOrEqual(0);
    expect(session.traffic().received).toBeGreaterThanOrEqual(0);
  });
});
