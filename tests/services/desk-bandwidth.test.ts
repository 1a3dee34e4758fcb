import { describe, expect, it } from 'vitest';
import { letPass, type Clock } from '../../main/engine/ports.ts';
import { limitBandwidth } from '../../main/services/desk/bandwidth.ts';
import { defaultRunOptions } from '../../shared/ipc/estimate-view.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';
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

  /** Does something at a time. */
  at(ms: number, wake: () => void): void {
    this.#sleepers.push({ at: ms, wake });
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
    const session = await limitBandwidth(account(20, 5_000).account(), () => 10_000, clock).connect(never);
    await session.open('INBOX');
    const seen: number[] = [];
    await session.fetchBodies(
      '1:*',
      (uid, body) => {
        expect(body).toHaveLength(5_000);
        seen.push(uid);
        // Never faster, but for the one second it may be ahead.
        expect((clock.now() - began) / 1000).toBeGreaterThanOrEqual((seen.length * 5_000) / 10_000 - 1);
      },
      letPass,
    );
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const seconds = (clock.now() - began) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(9);
    expect(seconds).toBeLessThanOrEqual(10);
  });

  it('gives nothing for a pause: what follows is not faster', async () => {
    const clock = new FakeClock();
    const session = await limitBandwidth(account(10, 10_000).account(), () => 10_000, clock).connect(never);
    await session.open('INBOX');
    await session.fetchBodies('1:5', () => {}, letPass);
    await clock.sleep(3_600_000, never);
    const began = clock.now();
    await session.fetchBodies('6:10', () => {}, letPass);
    expect((clock.now() - began) / 1000).toBeGreaterThanOrEqual(4);
  });

  it('is one limit for all connections together', async () => {
    const clock = new SharedClock();
    const limited = limitBandwidth(account(30, 1_000).account(), () => 10_000, clock);
    const times: number[] = [];
    const all = Promise.all(
      [1, 2, 3, 4].map(async () => {
        const session = await limited.connect(never);
        await session.open('INBOX');
        await session.fetchBodies(
          '1:*',
          () => {
            times.push(clock.now());
          },
          letPass,
        );
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
    const session = await limitBandwidth(account(1, 500_000).account(), () => 1_024, clock).connect(never);
    await session.open('INBOX');
    let bytes = 0;
    await session.fetchBodies(
      '1',
      (_uid, body) => {
        bytes = body.length;
      },
      letPass,
    );
    expect(bytes).toBe(500_000);
    expect((clock.now() - began) / 1000).toBeGreaterThan(480);
  });

  it('takes another rate within a second, also for the message that waits', async () => {
    const clock = new SharedClock();
    let rate: number | null = 1_024;
    const session = await limitBandwidth(account(3, 500_000).account(), () => rate, clock).connect(never);
    await session.open('INBOX');
    const times: number[] = [];
    const fetching = session.fetchBodies(
      '1:*',
      () => {
        times.push(clock.now());
      },
      letPass,
    );
    clock.at(10_000, () => (rate = 250_000));
    clock.at(13_500, () => (rate = null));
    await clock.run();
    await fetching;
    // Ten seconds at the first rate, then two thirds of a message a second, then at once.
    expect(times[0]).toBeGreaterThan(11_500);
    expect(times[0]).toBeLessThanOrEqual(13_000);
    expect(times.slice(1).every((at) => at > 13_500 && at <= 14_600)).toBe(true);
    expect(times).toHaveLength(3);
  });

  it('lets everything through at once without a limit, and holds back from when one is set', async () => {
    const clock = new FakeClock();
    const began = clock.now();
    let rate: number | null = null;
    const session = await limitBandwidth(account(20, 10_000).account(), () => rate, clock).connect(never);
    await session.open('INBOX');
    await session.fetchBodies('1:10', () => {}, letPass);
    expect(clock.now()).toBe(began);
    rate = 10_000;
    await session.fetchBodies('11:20', () => {}, letPass);
    expect((clock.now() - began) / 1000).toBeGreaterThanOrEqual(9);
    expect((clock.now() - began) / 1000).toBeLessThanOrEqual(10.1);
  });

  it('does not slow the index', async () => {
    const clock = new FakeClock();
    const began = clock.now();
    const session = await limitBandwidth(account(50, 10_000).account(), () => 1_024, clock).connect(never);
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
    const session = await limitBandwidth(account(5, 100_000).account(), () => 1_024, clock).connect(never);
    await session.open('INBOX');
    const seen: number[] = [];
    const fetching = session.fetchBodies(
      '1:*',
      (uid) => {
        seen.push(uid);
      },
      letPass,
    );
    const outcome = expect(fetching).rejects.toMatchObject({ facts: { kind: 'connection-lost', when: 'now' } });
    await new Promise((resolve) => setImmediate(resolve));
    await session[end]();
    await outcome;
    expect(seen).toEqual([]);
  });

  it('is a session like any other', async () => {
    const mail = account(2, 100);
    const session = await limitBandwidth(mail.account(), () => 1_024, new FakeClock()).connect(never);
    expect([...session.capabilities]).toEqual([...(await mail.account().connect(never)).capabilities]);
    expect((await session.inspect()).mailboxes.map(({ name }) => name)).toEqual(['INBOX']);
    expect(await session.open('INBOX')).toMatchObject({ exists: 2 });
    expect(session.protection()).toBeNull();
    expect(await session.ping()).toBeGreaterThanOrEqual(0);
    expect(session.traffic().received).toBeGreaterThanOrEqual(0);
  });
});

describe('a move with limited bandwidth', () => {
  it('goes faster as soon as the person wants it, over the same connections', async () => {
    await using here = new DeskWorld();
    fill(here.old.mail, 600);
    await here.start();
    const move = await here.signedIn();
    await here.desk.chooseOptions({ move, options: { ...defaultRunOptions, bytesPerSecond: 1_024 } });
    let connected = 0;
    here.old.mail.onStep = (name, when) => {
      if (name === 'connect' && when === 'after') connected += 1;
    };
    await here.desk.startMove({ move });
    await here.until(move, () => here.old.mail.bodiesRead.length > 3);
    expect(here.old.mail.bodiesRead.length).toBeLessThan(100);
    const before = connected;
    const began = Date.now();
    await here.desk.chooseOptions({ move, options: defaultRunOptions });
    const end = await here.until(move, (view) => view.run.phase === 'finished' || view.run.phase === 'paused');
    expect(end.run.phase).toBe('finished');
    // At the first rate it would have taken more than half a minute.
    expect(Date.now() - began).toBeLessThan(8_000);
    expect(connected).toBe(before);
    expect(here.new.mail.mailboxes.get('Letters')?.messages).toHaveLength(200);
  });
});
