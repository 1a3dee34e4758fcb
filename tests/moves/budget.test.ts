import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../main/engine/migrate.ts';
import type { Clock } from '../../main/engine/ports.ts';
import { defaultSettings, noLimits } from '../../main/engine/settings.ts';
import { destinationAccount, sourceAccount } from '../../main/imap/account.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import type { MigrationEvent } from '../../shared/model/migration-event.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions } from '../support/dovecot-move.ts';

const DAY = 86_400_000;
const signal = new AbortController().signal;
const layout = { format: 'mdbox', separator: '/' } as const;
let old: Dovecot;
let fresh: Dovecot;

beforeAll(async () => {
  [old, fresh] = await Promise.all([startDovecot(layout), startDovecot(layout)]);
});
afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
});

/** The real clock, on which long waits are over at once. */
class SkippingClock implements Clock {
  #skipped = 0;

  now(): number {
    return Date.now() + this.#skipped;
  }

  async sleep(ms: number, stop: AbortSignal): Promise<void> {
    const skipped = ms > 10_000 ? ms : 0;
    this.#skipped += skipped;
    await new Promise((resolve) => setTimeout(resolve, ms - skipped));
    stop.throwIfAborted();
  }
}

async function fill(messages: number, bytes: number): Promise<void> {
  const session = await destinationAccount(connectOptions(old)).connect(signal);
  const batch = Array.from({ length: messages }, (_, n) => ({
    body: Buffer.from(`Message-ID: <${String(n)}@old.example>\r\n\r\n${'a line of text\r\n'.repeat(bytes / 16)}`),
    flags: [],
    internalDate: '17-Jul-1996 02:44:25 -0700',
  }));
  await session.append('INBOX', batch);
  await session.close();
}

test('bytes on the wire keep to the amounts of both accounts, over days, and are in the journal', async () => {
  const [messages, bytes] = [120, 32_000];
  await fill(messages, bytes);
  const clock = new SkippingClock();
  const journal = openJournal(':memory:');
  const perDay = { source: 1_600_000, destination: 1_200_000 };
  const pauses: Extract<MigrationEvent, { event: 'paused' }>[] = [];
  const used: Record<'source' | 'destination', number[]> = { source: [], destination: [] };
  const travelled = (side: 'source' | 'destination', since: number): number =>
    side === 'source'
      ? journal.ledger.trafficSince('old', 'down', since)
      : journal.ledger.trafficSince('new', 'up', since);
  const began = clock.now();
  const outcome = await migrate({
    source: sourceAccount(connectOptions(old)),
    destination: destinationAccount(connectOptions(fresh)),
    ...{ sourceKey: 'old', destinationKey: 'new', journal, clock, signal },
    settings: {
      ...{ ...defaultSettings, verify: 'none', lanes: 2, batchBytes: 200_000 },
      limits: {
        source: { ...noLimits, bytesPerDay: perDay.source },
        destination: { ...noLimits, bytesPerDay: perDay.destination },
      },
    },
    onEvent: (event) => {
      if (event.event !== 'paused') return;
      pauses.push(event);
      for (const side of ['source', 'destination'] as const) used[side].push(travelled(side, clock.now() - DAY + 1));
    },
  });
  expect(outcome).toMatchObject({ end: 'finished', copied: messages, failed: 0 });
  expect(clock.now() - began).toBeGreaterThan(3 * DAY);
  expect(clock.now() - began).toBeLessThan(4 * DAY);
  expect(pauses[0]).toMatchObject({ reason: 'daily-budget', side: 'destination' });
  for (const side of ['source', 'destination'] as const) {
    // Commands and framing come on top of the messages: a small part of what is left free below the stated amount.
    expect(Math.max(...used[side])).toBeLessThan(perDay[side] * 1.02);
    const total = travelled(side, 0);
    expect(total).toBeGreaterThan(messages * bytes);
    expect(total).toBeLessThan(messages * bytes * 1.05);
  }
  journal.close();
});
