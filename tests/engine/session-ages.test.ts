import { expect, test } from 'vitest';
import { SessionAges } from '../../main/engine/session-ages.ts';
import { noLimits } from '../../main/engine/settings.ts';
import { fillBytes, GB, LimitedMove } from '../support/limited-move.ts';
import { lost } from '../support/memory-session.ts';
import { allContents } from '../support/memory-move.ts';

const HOUR = 3_600_000;

test.each(['source', 'destination'] as const)(
  'sessions of the %s are replaced before its server ends them, which nobody hears of',
  async (side) => {
    const move = new LimitedMove({ source: { bytesPerDay: Infinity, bytesPerSecond: GB / (1.2 * 3600) } });
    // Less than three minutes for each message, which is the margin.
    const mailboxes = Array.from({ length: 90 }, (_, index) => `Letters ${String(index)}`);
    const messages = fillBytes(move.source.mail, GB, mailboxes);
    let [connected, ended] = [0, 0];
    const { account } = move[side];
    move[side].account = () => {
      const inner = account.call(move[side]);
      return {
        connect: async (signal) => {
          const session = await inner.connect(signal);
          const since = move.clock.now();
          connected++;
          for (const verb of ['open', 'fetchIndex', 'fetchBodies', 'append'] as const) {
            const usual = session[verb].bind(session) as (...args: unknown[]) => Promise<never>;
            session[verb] = (...args: unknown[]) => {
              if (move.clock.now() - since < HOUR) return usual(...args);
              ended++;
              throw lost();
            };
          }
          return session;
        },
      };
    };
    const limits = { source: noLimits, destination: noLimits, [side]: { ...noLimits, maxSessionMs: HOUR } };
    const outcome = await move.run({ limits });
    expect(outcome).toMatchObject({ end: 'finished', copied: messages, failed: 0 });
    expect(connected).toBeGreaterThan(1);
    expect(ended).toBe(0);
    expect(move.pauses()).toEqual([]);
    expect(allContents(move.destination.mail)).toEqual(allContents(move.source.mail));
  },
);

test('where sessions may not become any age, not too much is asked for at a time', () => {
  const MB = 1024 * 1024;
  const rows = [20 * MB, 12 * MB, 1, 90 * MB, 5].map((size) => ({ size }));
  const clock = { now: () => 0 };
  const limited = new SessionAges({ source: noLimits, destination: { ...noLimits, maxSessionMs: HOUR } }, clock);
  expect([0, 2, 3, 4].map((at) => limited.together(rows.slice(at)))).toEqual([2, 1, 1, 1]);
  expect(new SessionAges({ source: noLimits, destination: noLimits }, clock).together(rows)).toBe(5);
});
