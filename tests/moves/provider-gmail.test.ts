import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { noLimits, type MigrationSettings } from '../../main/engine/settings.ts';
import { THROTTLE_TEXTS } from '../support/faults-answers.ts';
import { byeAt } from '../support/faults-wire.ts';
import { gmailLetters } from '../support/gmail-letters.ts';
import { GmailAccount } from '../support/gmail-server.ts';
import { Lock } from '../support/providers/lock.ts';
import { Patience } from '../support/providers/patience.ts';
import { ProviderMove } from '../support/providers/provider-move.ts';
import { SkippingClock } from '../support/skipping-clock.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';

const HOUR = 3_600_000;
/** As the directory has it for a provider with a daily amount: whoever is over it is shut out for an hour at least. */
const settings: Partial<MigrationSettings> = {
  ...{ lanes: 1, batchMessages: 3 },
  limits: { source: { ...noLimits, throttleRestMs: HOUR }, destination: noLimits },
};

const digest = (body: Buffer | string): string => createHash('sha256').update(body).digest('hex').slice(0, 12);

async function gmail(script: ServerScript, clock: SkippingClock): Promise<ProviderMove> {
  const account = new GmailAccount();
  for (const letter of gmailLetters) account.put(letter);
  return ProviderMove.from({ ...account.serverOptions(), script }, clock);
}

/** Each of the person's own labels is a folder with the same letters. */
function expectLabels({ fresh, move }: ProviderMove): void {
  const names = new Map(move.journal.pairs(1).map(({ source, destination }) => [source, destination]));
  const labels = new Set(gmailLetters.flatMap((letter) => letter.labels).filter((label) => !label.startsWith('\\')));
  for (const label of labels) {
    const shown = gmailLetters.filter((letter) => letter.labels.includes(label)).map(({ body }) => digest(body));
    const held = fresh.store.get(names.get(label) ?? '')?.messages.map(({ body }) => digest(body()));
    expect(held?.toSorted(), label).toEqual(shown.toSorted());
  }
}

test.each([
  ['FETCH of the list', { command: 'UID FETCH', nth: 1 }, THROTTLE_TEXTS.gmail],
  ['FETCH of letters', { command: 'UID FETCH', nth: 2 }, THROTTLE_TEXTS.gmailAlert],
  ['EXAMINE', { command: 'EXAMINE' }, THROTTLE_TEXTS.gmail],
  ['LIST', { command: 'LIST' }, THROTTLE_TEXTS.gmailAlert],
] as const)(
  'over the amount, told by NO to %s: left alone for an hour, then label for label',
  async (_, occasion, text) => {
    const clock = new SkippingClock();
    const patience = new Patience(clock);
    await using world = await gmail(patience.script(occasion, { status: 'NO', text, ms: HOUR - 1_000 }), clock);
    expect(await world.move.run(settings)).toMatchObject({ end: 'finished', failed: 0, skipped: 0, waiting: 0 });
    expectLabels(world);
    const [plea] = patience.pleas;
    expect(world.pauses()).toEqual([expect.objectContaining({ reason: 'throttled', side: 'source' })]);
    expect(world.pauses()[0]?.serverText).toBe(text.replace(/^\[\w+\] /, ''));
    expect(Math.abs((world.pauses()[0]?.until ?? 0) - (plea?.at ?? 0) - HOUR)).toBeLessThan(30_000);
    expect([patience.pleas.length, patience.tooEarly]).toEqual([1, []]);
    world.expectOnlyRead();
  },
);

test.each([
  ['over the amount', THROTTLE_TEXTS.gmail, HOUR],
  ['too many connections', THROTTLE_TEXTS.gmailConnections, 0],
])('%s, told by BYE: a pause, then label for label', async (_, text, rest) => {
  const clock = new SkippingClock();
  const began = clock.now();
  await using world = await gmail(byeAt({ command: 'UID FETCH', nth: 2 }, text), clock);
  expect(await world.move.run(settings)).toMatchObject({ end: 'finished', failed: 0, skipped: 0, waiting: 0 });
  expectLabels(world);
  expect(world.pauses()).toEqual([expect.objectContaining({ reason: 'throttled', side: 'source' })]);
  expect((world.pauses()[0]?.until ?? 0) - began).toBeGreaterThanOrEqual(rest);
  world.expectOnlyRead();
});

/** How often it is knocked at doors that stay shut for a day, when each rest is twice as long as the one before. */
function knocksInADay(firstRest: number): number {
  let [knocks, at] = [1, 0];
  for (let rest = firstRest; at + rest < 24 * HOUR; rest *= 2) [knocks, at] = [knocks + 1, at + rest];
  return knocks;
}

test.each([
  ['over the amount, in the middle', THROTTLE_TEXTS.gmail, { command: 'UID FETCH', nth: 4 }, HOUR],
  ['in lockdown, in the middle', '[ALERT] Lockdown in sector 4 (Failure)', { command: 'UID FETCH', nth: 4 }, HOUR],
  ['over the amount, at the sign-in', THROTTLE_TEXTS.gmail, { command: 'AUTHENTICATE' }, HOUR],
  ['too many connections, at the sign-in', THROTTLE_TEXTS.gmailConnections, { command: 'AUTHENTICATE' }, 60_000],
] as const)(
  'locked for a day, %s: all lanes and runs together knock as seldom as one',
  async (_, text, occasion, rest) => {
    const clock = new SkippingClock();
    const lock = new Lock(clock);
    await using world = await gmail(lock.script(occasion, { text, ms: 24 * HOUR }), clock);
    let ended = false;
    for (let run = 0; run < 5 && !ended; run++) {
      const wide = { ...settings, lanes: 4 };
      const outcome = await world.move.run(wide).catch((error: unknown) => error);
      ended = typeof outcome === 'object' && outcome !== null && 'end' in outcome && outcome.end === 'finished';
    }
    expect(ended).toBe(true);
    expectLabels(world);
    // What the other lanes had on its way when it began counts as one knock.
    const waves = lock.knocks.filter((at, index) => index === 0 || at - (lock.knocks[index - 1] ?? 0) > 10_000);
    expect(waves.length).toBeLessThanOrEqual(knocksInADay(rest));
    expect(lock.knocks.length - waves.length).toBeLessThanOrEqual(3);
  },
);
