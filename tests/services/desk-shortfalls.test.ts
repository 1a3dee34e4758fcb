import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';
import type { MemoryMail } from '../support/memory-mail.ts';

const words = '[SERVERBUG] Internal error occurred.';

/** An account that does not open one of its mailboxes. @returns what makes it open it again */
function closed(mail: MemoryMail, name: string): () => void {
  const { mailbox, list } = mail;
  mail.mailbox = (wanted) => {
    if (wanted !== name) return mailbox.call(mail, wanted);
    const facts = { kind: 'refused', when: 'never', wide: 'mailbox', outcome: 'refused' } as const;
    throw new MailError({ ...facts, side: 'source', serverText: words });
  };
  mail.list = () => list.call(mail).map((one) => (one.name === name ? { ...one, status: null } : one));
  return () => {
    mail.mailbox = mailbox;
    mail.list = list;
  };
}

test('a folder that the old server does not open is said to be missing everywhere, and comes along when it is tried again', async () => {
  await using made = new DeskWorld();
  fill(made.old.mail, 30);
  const open = closed(made.old.mail, 'Letters');
  const desk = await made.start();
  const move = await made.signedIn();
  await desk.runChecks({ move });
  await made.until(move, ({ checks }) => checks.state === 'done');
  const table = await desk.folders({ move });
  expect(table?.rows.find(({ source }) => source === 'Letters')).toMatchObject({ unopened: true, include: true });
  await desk.startMove({ move });
  const { run } = await made.until(move, ({ run: { phase } }) => phase === 'finished');
  expect(run).toMatchObject({ incomplete: 1, progress: { givenUp: 1 } });

  const receipt = await desk.receipt({ move });
  expect(receipt?.shortfalls).toEqual([
    { mailbox: 'Letters', reason: 'given-up', messages: null, side: 'source', serverText: words },
  ]);
  expect(receipt?.tally.missing).toEqual({ mailboxes: 1, messages: 0, isCounted: false });
  const chip = async (): Promise<unknown> => (await desk.appState(undefined)).moves[0]?.chip;
  expect(await chip()).toEqual({ kind: 'finished', messages: 20, exceptions: 0, incomplete: 1, verified: true });
  expect(made.notices).toMatchObject([{ kind: 'incomplete', incomplete: 1 }]);
  const givenUp = async (): Promise<readonly string[]> =>
    (await desk.mailboxRows({ move })).rows.filter(({ isGivenUp }) => isGivenUp).map(({ source }) => source);
  expect(await givenUp()).toEqual(['Letters']);

  // What a new process knows of it, without asking a server.
  await made.restart();
  expect((await made.desk.move({ move })).run).toMatchObject({ phase: 'finished', incomplete: 1 });
  expect((await made.desk.mailboxRows({ move })).rows.filter(({ isGivenUp }) => isGivenUp)).toHaveLength(1);

  open();
  await made.desk.startMove({ move });
  const again = await made.until(move, ({ run: { phase, incomplete } }) => phase === 'finished' && incomplete === 0);
  expect(again.run.progress?.givenUp).toBe(0);
  expect((await made.desk.receipt({ move }))?.shortfalls).toEqual([]);
  expect(made.new.mail.mailboxes.get('Letters')?.messages).toHaveLength(10);
  expect(made.notices.at(-1)).toMatchObject({ kind: 'finished', incomplete: 0 });
  expect(made.faults).toEqual([]);
});

test.each([
  ['silence', 'interrupted'],
  ['bye', 'interrupted'],
  ['connection-lost', 'interrupted'],
  ['protocol', 'interrupted'],
  ['refused', 'interrupted'],
  ['host-unknown', 'offline'],
  ['connection-refused', 'offline'],
  ['offline', 'offline'],
  ['throttled', 'throttled'],
] as const)('a run that ends with %s waits as %s', async (kind, reason) => {
  await using made = new DeskWorld();
  fill(made.old.mail, 3);
  await made.start();
  const move = await made.signedIn();
  const facts = { when: 'later', wide: 'account', outcome: 'refused', side: 'destination' } as const;
  made.new.trouble = new MailError({ ...facts, kind, serverText: 'BYE' });
  await made.desk.startMove({ move });
  const { run } = await made.until(move, ({ run: { wait } }) => wait !== null);
  expect(run.wait).toMatchObject({ reason, side: 'destination', serverText: 'BYE' });
  expect((await made.desk.appState(undefined)).moves[0]?.chip).toMatchObject({ kind: 'waiting', reason });
});
