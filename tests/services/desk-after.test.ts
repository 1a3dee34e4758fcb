import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { contents } from '../support/memory-move.ts';
import { DeskWorld, fill } from '../support/desk-world.ts';

async function finished(letters = 9): Promise<{ made: DeskWorld; move: string }> {
  const made = new DeskWorld();
  fill(made.old.mail, letters);
  await made.start();
  const move = await made.signedIn();
  await made.desk.startMove({ move });
  await made.until(move, ({ run }) => run.phase === 'finished');
  return { made, move };
}

test('every message can be read again, and what somebody deleted meanwhile is found and copied again', async () => {
  const { made, move } = await finished();
  await using _world = made;
  const { desk } = made;
  await desk.verifyMove({ move, depth: 'deep' });
  const proof = await made.until(move, ({ run }) => run.phase === 'finished' && run.verified === 'deep');
  expect(proof.run).toMatchObject({ job: 'verify-deep', progress: { verified: 9 } });

  made.new.mail.mailbox('INBOX').messages.splice(0, 1);
  await desk.verifyMove({ move, depth: 'quick' });
  const found = await made.until(move, ({ run }) => run.phase === 'finished' && run.job === 'verify-quick');
  expect(found.run.progress).toMatchObject({ failed: 1 });
  const receipt = await desk.receipt({ move });
  expect(receipt).toMatchObject({ totals: { failed: 1, copied: 8 }, exceptions: [{ kind: 'missing' }] });
  await desk.startMove({ move });
  await made.until(move, ({ run }) => run.phase === 'finished' && run.progress?.failed === 0);
  expect(contents(made.new.mail, 'INBOX').toSorted()).toEqual(contents(made.old.mail, 'INBOX').toSorted());
});

test('a sample is compared byte for byte, and the receipt says how many, and that chance chose them', async () => {
  const { made, move } = await finished(30);
  await using _world = made;
  const { desk } = made;
  await desk.verifyMove({ move, depth: { kind: 'sample', bodies: 12 } });
  const proof = await made.until(move, ({ run }) => run.phase === 'finished' && run.verified === 'sample');
  expect(proof.run).toMatchObject({
    ...{ job: 'verify-sample', sampleSize: 12, compared: { bodies: 12, of: 30 } },
    progress: { check: { what: 'compared', done: 12, total: 12 } },
  });
  expect(await desk.receipt({ move })).toMatchObject({ totals: { verified: 30, compared: 12, comparedAtRandom: 12 } });
  expect(desk.receiptDocument(move, 'html', 'en')).toContain(
    '12 of 30 messages compared byte for byte, chosen at random.',
  );
  expect(desk.receiptDocument(move, 'html', 'fr')).toContain(
    '12 sur 30\u00A0messages comparés octet par octet, choisis au hasard.',
  );

  // A copy without news says nothing else.
  await desk.startMove({ move });
  await made.until(move, ({ run }) => run.phase === 'finished' && run.job === 'copy');
  expect(await desk.receipt({ move })).toMatchObject({ totals: { compared: 12 } });
  await desk.verifyMove({ move, depth: 'deep' });
  await made.until(move, ({ run }) => run.phase === 'finished' && run.verified === 'deep');
  expect(await desk.receipt({ move })).toMatchObject({ totals: { compared: 30, comparedAtRandom: 0 } });
  expect(desk.receiptDocument(move, 'html', 'en')).toContain('Each of them was read again at the new server');
});

test('folders have their paths, whatever a server puts before and between the parts', async () => {
  await using made = new DeskWorld();
  made.new.mail.rules = { ...made.new.mail.rules, namespace: { prefix: 'INBOX.', delimiter: '.' } };
  made.old.mail.put('Projects/House', { body: 'Subject: House\r\n\r\nText\r\n' });
  made.old.mail.put('a.b', { body: 'Subject: Dot\r\n\r\nText\r\n' });
  const desk = await made.start();
  const move = await made.signedIn();
  await desk.startMove({ move });
  const view = await made.until(move, ({ run }) => run.phase === 'finished');
  expect([...made.new.mail.mailboxes.keys()]).toContain('INBOX.Projects.House');
  expect(view.run.progress?.recent).toContain('Projects › House');
  const { rows } = await desk.mailboxRows({ move });
  const named = rows.find(({ source }) => source === 'Projects/House');
  expect(named).toMatchObject({ from: 'Projects › House', to: 'Projects › House' });
  expect(rows.find(({ source }) => source === 'a.b')?.to).not.toBe('a.b');
  expect((await desk.receipt({ move }))?.mailboxes).toContainEqual(
    expect.objectContaining({ from: 'Projects › House', to: 'Projects › House' }),
  );
  expect(desk.receiptDocument(move, 'html', 'en')).toContain(
    '<td><bdi>Projects › House</bdi></td><td><bdi>Projects › House</bdi></td>',
  );
  expect(desk.receiptDocument(move, 'json', 'en')).toContain('"destination": "INBOX.Projects.House"');
  // After a restart too, when only the journal knows.
  const again = await made.restart();
  expect((await again.mailboxRows({ move })).rows).toContainEqual(expect.objectContaining({ to: 'Projects › House' }));
});

test('a message the new server refuses is named, tried again, and can be read for saving', async () => {
  await using made = new DeskWorld();
  fill(made.old.mail, 6);
  const refusal = {
    kind: 'message-refused',
    when: 'never',
    wide: 'message',
    outcome: 'refused',
    serverText: 'No such letters',
  } as const;
  const take = made.new.mail.rules;
  made.new.mail.rules = { ...take, refuse: ({ body }) => (body.includes('Letter 3') ? refusal : null) };
  const desk = await made.start();
  const move = await made.signedIn();
  await desk.startMove({ move });
  await made.until(move, ({ run }) => run.phase === 'finished');
  expect(made.notices).toEqual([{ move, kind: 'verified-with-problems', messages: 6, exceptions: 1, incomplete: 0 }]);
  const receipt = await desk.receipt({ move });
  const [exception] = receipt?.exceptions ?? [];
  expect(exception).toMatchObject({ outcome: 'failed', serverText: 'No such letters', subject: 'Letter 3' });
  if (!exception) return;

  const read: (string | null)[] = [];
  const wanted = [
    { source: exception.source, uid: exception.uid },
    { source: exception.source, uid: 999 },
  ];
  const answer = await desk.readMessages(move, wanted, async (_message, body) => {
    read.push(Buffer.isBuffer(body) ? body.toString() : null);
  });
  expect(answer).toEqual({ problem: null });
  expect(read).toEqual([expect.stringContaining('Hello 3'), null]);

  made.new.mail.rules = take;
  await desk.startMove({ move });
  await made.until(move, ({ run }) => run.phase === 'finished' && run.progress?.failed === 0);
  expect((await desk.receipt({ move }))?.totals).toMatchObject({ failed: 0, copied: 6 });
});

test('a damaged journal stops the move; a new one finds what arrived and copies nothing twice', async () => {
  const { made, move } = await finished();
  await using _world = made;
  await made.desk.shutDown();
  const folder = join(made.folder, 'moves');
  writeFileSync(join(folder, `${move}.sqlite`), 'this was a journal');
  const desk = await made.start();
  await desk.startMove({ move });
  const { run } = await made.until(move, (view) => view.run.phase === 'needs-you');
  expect(run.problem?.kind).toBe('journal-damaged');
  expect(await desk.renewJournal({ move })).toEqual({ problem: null });
  await made.until(move, (view) => view.run.phase === 'finished');
  expect((await desk.receipt({ move }))?.totals).toMatchObject({ alreadyThere: 9, copied: 0 });
  expect(readdirSync(folder).some((name) => name.includes('.aside-'))).toBe(true);
  expect(contents(made.new.mail, 'INBOX')).toEqual(contents(made.old.mail, 'INBOX'));
});

test('a receipt can be asked for although the journal is damaged', async () => {
  const { made, move } = await finished();
  await using _world = made;
  await made.desk.shutDown();
  writeFileSync(join(made.folder, 'moves', `${move}.sqlite`), 'this was a journal');
  const desk = await made.start();
  expect((await desk.move({ move })).run).toMatchObject({ phase: 'finished', progress: { messages: { done: 9 } } });
  expect(await desk.receipt({ move })).toBeNull();
  expect(await desk.mailboxRows({ move })).toMatchObject({ total: 0, rows: [] });
});

test('checks tell which side does not answer, and are good again when it does', async () => {
  await using made = new DeskWorld();
  fill(made.old.mail, 3);
  const desk = await made.start();
  const move = await made.signedIn();
  made.new.trouble = new MailError({
    kind: 'connection-refused',
    when: 'later',
    wide: 'account',
    outcome: 'refused',
    side: 'destination',
  });
  await desk.runChecks({ move });
  const failed = await made.until(move, ({ checks }) => checks.state === 'done');
  const line = failed.checks.lines.find(({ verdict }) => verdict === 'fail');
  expect(line).toMatchObject({
    id: 'destination-reachable',
    problem: { kind: 'connection-refused', host: 'imap.new.example' },
  });
  expect(failed.checks.mayGoOn).toBe(false);
  expect(await desk.folders({ move })).toBeNull();
  made.new.trouble = null;
  await desk.runChecks({ move });
  const good = await made.until(
    move,
    ({ checks }) =>
      checks.state === 'done' && checks.lines.some(({ id, verdict }) => id === 'counted' && verdict === 'pass'),
  );
  expect(good.checks.lines.find(({ id }) => id === 'destination-reachable')?.verdict).toBe('pass');
});

test('the write test leaves nothing behind, and its speeds make the estimate', async () => {
  await using made = new DeskWorld();
  fill(made.old.mail, 30);
  const desk = await made.start();
  const move = await made.signedIn();
  await desk.runChecks({ move });
  await made.until(move, ({ checks }) => checks.state === 'done');
  expect((await desk.estimate({ move }))?.down).toBeNull();
  const before = [...made.new.mail.mailboxes.keys()];
  await desk.tryWriting({ move });
  await made.until(move, ({ checks }) => checks.lines.find(({ id }) => id === 'write-test')?.verdict === 'pass');
  expect([...made.new.mail.mailboxes.keys()]).toEqual(before);
  const estimate = await desk.estimate({ move });
  expect(estimate).toMatchObject({
    messages: 30,
    down: { messages: 10 },
    up: { messages: 10 },
    estimate: { kind: 'range' },
  });
});

test('what the person decides about folders is what happens', async () => {
  await using made = new DeskWorld();
  fill(made.old.mail, 9);
  const desk = await made.start();
  const move = await made.signedIn();
  await desk.runChecks({ move });
  await made.until(move, ({ checks }) => checks.state === 'done');
  const table = await desk.folders({ move });
  if (!table) throw new Error('there is no table');
  const chosen = await desk.chooseFolders({
    move,
    choices: { ...table.choices, decisions: { Letters: { destination: 'Post' }, Sent: { include: false } } },
  });
  expect(chosen?.totals.messages).toBe(6);
  await desk.startMove({ move });
  await made.until(move, ({ run }) => run.phase === 'finished');
  expect(contents(made.new.mail, 'Post')).toEqual(contents(made.old.mail, 'Letters'));
  expect(made.new.mail.mailboxes.get('Sent')?.messages ?? []).toEqual([]);
  const locked = await desk.folders({ move });
  expect(
    locked?.rows
      .filter(({ started }) => started)
      .map(({ source }) => source)
      .toSorted(),
  ).toEqual(['INBOX', 'Letters']);
});
