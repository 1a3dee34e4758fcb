import { expect, it } from 'vitest';
import { createProviderDirectory, type ProviderDirectory } from '../../main/services/provider-directory.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';

const DAY = 86_400_000;

/** A directory in which the old account's provider gives only so much a day. */
function directoryWith(downloadBytesPerDay: number): ProviderDirectory {
  const sources = ['a test'];
  const server = { host: 'imap.old.example', port: 993, security: 'tls', user: 'email', sources, confirmed: true };
  const limit = { value: downloadBytesPerDay, source: 'a test', confirmed: true };
  const provider = {
    ...{ id: 'old', name: 'Old', kind: 'giant', domains: { names: ['old.example'], sources }, servers: [server] },
    ...{ signIn: { kind: 'password', sources, confirmed: true }, imapSwitch: null, pages: {} },
    ...{ limits: { downloadBytesPerDay: limit }, country: null, ownDomain: null, pinAllowed: false },
  };
  return createProviderDirectory({ date: '2026-11-01', sources: {}, providers: [provider] });
}

it('waits for the next daily amount, tells until when, and goes on waiting after a restart', async () => {
  await using world = new DeskWorld();
  fill(world.old.mail, 60);
  const bytes = [...world.old.mail.mailboxes.values()].flatMap(({ messages }) =>
    messages.map(({ body }) => body.length),
  );
  world.adapters = { directory: directoryWith(Math.round(bytes.reduce((sum, size) => sum + size, 0) / 2)) };
  await world.start();
  const move = await world.signedIn();
  const began = Date.now();
  await world.desk.startMove({ move });
  const { run } = await world.until(move, ({ run: { phase, wait } }) => phase === 'waiting' && wait !== null);
  expect(run.wait).toMatchObject({ reason: 'daily-limit', side: 'source', serverText: null });
  const until = run.wait?.until ?? 0;
  expect(until - began).toBeGreaterThan(DAY - 60_000);
  expect(until - began).toBeLessThan(DAY + 2 * 60_000);
  const [summary] = (await world.desk.appState(undefined)).moves;
  expect(summary?.chip).toEqual({ kind: 'waiting', reason: 'daily-limit', until });
  // Nothing needs the computer to stay awake, but the move is not over.
  expect([world.desk.isCopying(), world.desk.isBusy()]).toEqual([false, true]);
  const read = world.old.mail.bodiesRead.length;
  expect(read).toBeGreaterThan(20);
  expect(read).toBeLessThan(31);
  expect(world.old.mail.connections + world.new.mail.connections).toBe(0);

  const desk = await world.restart();
  desk.goOnAfterStart();
  const again = await world.until(move, ({ run: { phase, wait } }) => phase === 'waiting' && wait !== null);
  expect(again.run.wait).toMatchObject({ reason: 'daily-limit', until });
  expect(world.old.mail.bodiesRead.length).toBe(read);
  expect(world.faults).toEqual([]);
});
