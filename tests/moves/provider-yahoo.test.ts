import { expect, test } from 'vitest';
import type { MigrationSettings } from '../../main/engine/settings.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import { mail } from '../support/awkward-mail.ts';
import { combineFaults } from '../support/faults-combined.ts';
import { byeAt } from '../support/faults-wire.ts';
import { Patience } from '../support/providers/patience.ts';
import { ProviderMove } from '../support/providers/provider-move.ts';
import {
  limitConnections,
  poison,
  SHOWN,
  shownOf,
  takeNothing,
  yahooServer,
} from '../support/providers/yahoo-server.ts';
import { SkippingClock } from '../support/skipping-clock.ts';

const careful: Partial<MigrationSettings> = { batchMessages: 5, lanes: 1 };
/** What the plan takes along: all but Bulk and Trash. */
const MOVED = 5;

test('quick reconnects: turned away before the sign-in, with words; the move rests and is exact', async () => {
  const clock = new SkippingClock();
  // Connections break often, and Yahoo takes two in two minutes.
  const limit = limitConnections(clock, 2, 120_000);
  const script = combineFaults(
    limit,
    byeAt({ command: 'UID FETCH', nth: 3, times: 4 }, 'IMAP4rev1 Server logging out'),
  );
  await using world = await ProviderMove.from(yahooServer({ script }), clock);
  expect(await world.move.run({ ...careful, retryMs: 22_000, attempts: 20 })).toMatchObject({
    end: 'finished',
    failed: 0,
    waiting: 0,
  });
  expect(world.expectExact()).toBe(MOVED * 12);
  world.expectOnlyRead();
  expect(limit.refused).toBeGreaterThan(0);
  expect(world.pauses()).toContainEqual(
    expect.objectContaining({ reason: 'throttled', side: 'source', serverText: 'CAPABILITY Rate limit hit.' }),
  );
});

test('[LIMIT] in the middle of reading: a pause that says why, and exact', async () => {
  const clock = new SkippingClock();
  const patience = new Patience(clock);
  const plea = { status: 'NO', text: '[LIMIT] FETCH Rate limit hit.', ms: 100 } as const;
  const script = patience.script({ command: 'UID FETCH', nth: 4 }, plea);
  await using world = await ProviderMove.from(yahooServer({ script }), clock);
  expect(await world.move.run(careful)).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(world.expectExact()).toBe(MOVED * 12);
  expect(world.pauses()[0]).toMatchObject({ reason: 'throttled', side: 'source', serverText: 'FETCH Rate limit hit.' });
  world.expectOnlyRead();
});

test('a poisoned message is named, and all others of its folder arrive', async () => {
  await using world = await ProviderMove.from(yahooServer({ each: 30, script: poison(17) }));
  // One in each mailbox: UIDs are the same everywhere in this account.
  expect(await world.move.run(careful)).toMatchObject({ end: 'finished', failed: MOVED, waiting: 0 });
  expect(world.expectExact(({ uid }) => uid !== 17)).toBe(MOVED * 29);
  for (const { uid, problem } of world.move.journal.exceptions(1, null, 20)) {
    expect([uid, problem?.kind]).toEqual([17, 'unreadable-at-source']);
    expect(problem?.serverText).toBe('UID FETCH Server error - Please try again later');
  }
  world.expectOnlyRead();
});

test('commands that work on a thousand messages at once: nothing is lost at the edges', async () => {
  await using world = await ProviderMove.from(yahooServer({ each: 90, messageLimit: 25 }));
  expect(await world.move.run({ lanes: 2, verify: 'deep' })).toMatchObject({
    ...{ end: 'finished', failed: 0, skipped: 0, altered: 0, waiting: 0 },
  });
  expect(world.expectExact()).toBe(MOVED * 90);
  world.expectOnlyRead();
});

test('a folder of more than 10,000: the server for exports brings all of them, the usual one the newest', async () => {
  const all = createMailStore();
  for (const name of ['Archive', 'Sent', 'Draft']) all.create(name);
  const inbox = all.get('INBOX');
  for (let n = 0; n < SHOWN + 40; n++) inbox?.add([{ body: Buffer.from(mail(String(n), `text ${String(n)}`)) }]);
  await using usual = await ProviderMove.from(yahooServer({ store: shownOf(all) }));
  expect(await usual.move.run({ verify: 'none' })).toMatchObject({
    end: 'finished',
    copied: SHOWN,
    failed: 0,
  });
  expect(usual.expectExact()).toBe(SHOWN);
  // The person goes on with the other server: what has arrived stays where it is, and the rest joins it.
  await using exports = await ProviderMove.from(yahooServer({ store: all, script: takeNothing() }));
  expect(await exports.move.run({ verify: 'none' })).toMatchObject({
    end: 'finished',
    copied: SHOWN + 40,
    failed: 0,
  });
  expect(exports.expectExact()).toBe(SHOWN + 40);
  exports.expectOnlyRead();
});
