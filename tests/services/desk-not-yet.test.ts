import { expect, test } from 'vitest';
import { createMoveService } from '../../main/services/move-service.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';
import { lost } from '../support/memory-session.ts';
import { HastyClock } from '../support/quirky/hasty-clock.ts';

/** The desk's world, its waits skipped, where the connection ends at one message in so many runs. */
async function withBreaks(made: DeskWorld, runs: number): Promise<string> {
  const clock = new HastyClock();
  const [source, destination] = [() => made.old.mail.account(), () => made.new.mail.account()];
  made.adapters = { clock, moves: createMoveService({ source, destination, clock }) };
  fill(made.old.mail, 12, ['INBOX']);
  made.new.mail.rules = {
    ...made.new.mail.rules,
    refuse: ({ body }) =>
      body.includes('Subject: Letter 4\r\n') && looks() <= before + runs
        ? { ...lost().facts, side: 'destination' }
        : null,
  };
  // Each run begins with a look at both accounts.
  const looks = (): number => made.old.mail.commands.filter((name) => name === 'inspect').length;
  await made.start();
  const move = await made.signedIn();
  const before = looks();
  return move;
}

test('a message at which the connection broke is tried again by itself, and arrives', async () => {
  await using made = new DeskWorld();
  const move = await withBreaks(made, 1);
  await made.desk.startMove({ move });
  await made.until(move, ({ run: { phase } }) => phase === 'finished');
  const arrived = made.new.mail.mailboxes.get('INBOX')?.messages ?? [];
  expect(arrived).toHaveLength(12);
  // By another run: the others did not wait for it.
  expect(arrived.at(-1)?.body.toString()).toContain('Subject: Letter 4\r\n');
  expect(await made.desk.receipt({ move })).toMatchObject({ exceptions: [], totals: { copied: 12, waiting: 0 } });
  expect(made.faults).toEqual([]);
});

test('it has an end: after some runs the message is told as one that did not arrive', async () => {
  await using made = new DeskWorld();
  const move = await withBreaks(made, Number.POSITIVE_INFINITY);
  await made.desk.startMove({ move });
  await made.until(move, ({ run: { phase } }) => phase === 'finished');
  expect(await made.desk.receipt({ move })).toMatchObject({
    exceptions: [{ outcome: 'failed', kind: 'connection-lost', subject: 'Letter 4' }],
    totals: { copied: 11, failed: 1, waiting: 0 },
  });
});
