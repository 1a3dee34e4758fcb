import { expect, test } from 'vitest';
import { noLimits, type MigrationSettings } from '../../main/engine/settings.ts';
import { MailError } from '../../main/engine/mail-error.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { awkwardAccount } from '../support/awkward-mail.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { allContents, MemoryMove } from '../support/memory-move.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

/** What a wrong clock may cost, beyond what the same run takes without it. */
const MINUTES = 10 * MINUTE;

/** A move whose source asks for patience, for a while, the nth time something is asked of it. */
function askedForPatience(nth: number, ms: number | undefined): MemoryMove {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  let asked = 0;
  move.source.onStep = (name, when) => {
    if (when === 'before' && name === 'fetchBodies' && ++asked === nth)
      throw new MailError({
        kind: 'throttled',
        when: 'later',
        wide: 'account',
        outcome: 'refused',
        side: 'source',
        ...(ms !== undefined && { retryAfterMs: ms }),
      });
  };
  return move;
}

/** Counts how long is waited in all, and sets the clock by `ms` in the middle of the nth wait. */
function jump(
  clock: FakeClock,
  nth: number,
  ms: number,
): { readonly waited: () => number; readonly waits: () => number } {
  let waited = 0;
  let waits = 0;
  clock.onSleep = (slept) => {
    waited += slept;
    if (++waits === nth) clock.skip(ms);
  };
  return { waited: () => waited, waits: () => waits };
}

const settings: Partial<MigrationSettings> = {
  limits: { source: { ...noLimits, throttleRestMs: 60 * MINUTE }, destination: noLimits },
};

test.each([
  ['says for how long', 90 * MINUTE],
  ['does not say for how long', undefined],
])('a clock that is set by a year in any wait costs minutes, where a server %s', async (_what, ms) => {
  const usual = askedForPatience(1, ms);
  const count = jump(usual.clock, -1, 0);
  await usual.run(settings);
  expect(count.waited()).toBeGreaterThan(50 * MINUTE);
  for (const by of [YEAR, -YEAR]) {
    for (let nth = 1; nth <= count.waits(); nth++) {
      const move = askedForPatience(1, ms);
      const jumped = jump(move.clock, nth, by);
      expect(await move.run(settings), `${String(by)} in wait ${String(nth)}`).toMatchObject({
        end: 'finished',
        failed: 0,
      });
      expect(jumped.waited()).toBeLessThanOrEqual(count.waited() + MINUTES);
      expect(allContents(move.destination)).toEqual(allContents(move.source));
    }
  }
});

test.each([
  ['a year ahead', YEAR],
  ['a year behind', -YEAR],
])('what a journal was told while its clock was %s keeps nobody waiting with the right one', async (_what, wrong) => {
  const file = `${temporaryFolder('clock')}/journal.sqlite`;
  const move = askedForPatience(2, 92_415);
  move.journal = openJournal(file);
  const stop = new AbortController();
  move.clock.skip(wrong);
  move.clock.onSleep = () => stop.abort(new Error('enough for today'));
  await move.run(settings, stop.signal);
  move.journal.close();
  move.clock.skip(-wrong);
  move.journal = openJournal(file);
  const { waited } = jump(move.clock, -1, 0);
  expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 0 });
  expect(waited()).toBeLessThanOrEqual(MINUTES);
  expect(allContents(move.destination)).toEqual(allContents(move.source));
  move.journal.close();
});

test.each([YEAR, -YEAR])(
  'bytes that travelled while the clock was %i off do not use up today’s budget for longer than a day',
  async (wrong) => {
    const move = new MemoryMove(awkwardAccount(), new MemoryMail());
    const bytesPerDay = 2_000_000;
    move.journal.ledger.addTraffic([
      { account: 'old', direction: 'down', bytes: bytesPerDay, at: move.clock.now() + wrong },
    ]);
    const { waited } = jump(move.clock, -1, 0);
    const limits = { source: { ...noLimits, bytesPerDay }, destination: noLimits };
    expect(await move.run({ limits })).toMatchObject({ end: 'finished', failed: 0 });
    expect(waited()).toBeLessThanOrEqual(MINUTES);
  },
);

test('a clock that is set back while a day’s budget is waited for ends the wait', async () => {
  const move = new MemoryMove(awkwardAccount(), new MemoryMail());
  const bytesPerDay = 2_000_000;
  move.journal.ledger.addTraffic([{ account: 'old', direction: 'down', bytes: bytesPerDay, at: move.clock.now() }]);
  const { waited } = jump(move.clock, 3, -YEAR);
  const limits = { source: { ...noLimits, bytesPerDay }, destination: noLimits };
  expect(await move.run({ limits })).toMatchObject({ end: 'finished', failed: 0 });
  expect(waited()).toBeLessThanOrEqual(30 * MINUTE);
});
