import { describe, expect, test } from 'vitest';
import { mail } from '../../support/awkward-mail.ts';
import { ALL_MAIL, GmailMemory, held } from '../../support/gmail-memory.ts';
import { labelledAccount } from '../../support/gmail-sample.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { lost } from '../../support/memory-session.ts';
import { MemoryMove } from '../../support/memory-move.ts';

function moveOf(gmail: GmailMemory, rules: ConstructorParameters<typeof MemoryMail>[0] = {}): MemoryMove {
  return new MemoryMove(gmail.mail, new MemoryMail(rules));
}

/** Every destination folder holds what the labels say; in any order, since copies come behind uploads. */
function expectLabels(move: MemoryMove, gmail: GmailMemory): void {
  const pairs = move.journal.pairs(1);
  for (const source of gmail.folders()) {
    const pair = pairs.find((one) => one.source === source);
    expect(pair, source).toBeDefined();
    expect(held(move.destination, pair?.destination ?? '').sort(), source).toEqual(gmail.expected(source).sort());
  }
}

function appended(move: MemoryMove): number {
  return move.destination.commands.filter((command) => command === 'append').length;
}

const servers = {
  'UIDPLUS and MULTIAPPEND': {},
  'MULTIAPPEND without UIDPLUS': { uidPlus: false },
  'UIDPLUS without MULTIAPPEND': { multiAppend: false },
  neither: { uidPlus: false, multiAppend: false },
};

describe.each(Object.entries(servers))('a destination with %s', (_name, rules) => {
  test('every folder holds what its label says, each message was read and stored once, and then there is nothing to do', async () => {
    const gmail = labelledAccount();
    const move = moveOf(gmail, rules);
    expect(await move.run({ verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
    expectLabels(move, gmail);
    const messages = gmail.mail.mailbox(ALL_MAIL).messages.length;
    const unique = gmail.mail.bodiesRead.reduce((sum, body) => sum + body.length, 0);
    if (rules === servers['UIDPLUS and MULTIAPPEND'] || rules === servers['UIDPLUS without MULTIAPPEND']) {
      expect(unique).toBe(gmail.uniqueBytes());
    }
    if ('multiAppend' in rules) expect(appended(move)).toBe(messages);
    move.destination.commands.length = 0;
    gmail.mail.commands.length = 0;
    expect(await move.run()).toMatchObject({ end: 'finished', waiting: 0 });
  });
});

test('a second run asks the source for nothing but its facts', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  await move.run();
  gmail.mail.commands.length = 0;
  move.destination.commands.length = 0;
  expect(await move.run()).toMatchObject({ end: 'finished', waiting: 0 });
  expect(gmail.mail.commands).toEqual(['inspect']);
  expect(move.destination.commands).toEqual(['inspect']);
});

test('what was archived goes to the archive, once', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  await move.run();
  expect(held(move.destination, 'Archive')).toEqual(gmail.expected(ALL_MAIL));
  expect(held(move.destination, 'Archive')).toHaveLength(2);
  expect([...move.destination.mailboxes.keys()].some((name) => /All Mail|Starred|Important/.test(name))).toBe(false);
});

test('a star is a flag and importance a keyword, in every folder', async () => {
  const gmail = new GmailMemory();
  gmail.put({ body: mail('a', 'x'), labels: ['\\Inbox', '\\Starred', '\\Important', 'Work'] });
  const move = moveOf(gmail);
  expect(await move.run()).toMatchObject({ altered: 0, failed: 0 });
  for (const name of ['INBOX', 'Work']) expect(held(move.destination, name)[0]).toMatch(/^\$Important \\Flagged/);
});

test('a label that is new on a known message is one copy and no download', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  await move.run();
  gmail.relabel(2, ['Work']);
  gmail.mail.bodiesRead.length = 0;
  move.destination.commands.length = 0;
  expect(await move.run({ verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(gmail.mail.bodiesRead).toEqual([]);
  expect(move.destination.commands.filter((command) => command === 'copy' || command === 'append')).toEqual(['copy']);
  expect(held(move.destination, 'Work').sort()).toEqual(gmail.expected('Work').sort());
  // A label that was taken away changes nothing at the destination.
  expect(held(move.destination, 'Archive')).toHaveLength(2);
});

test('a label taken away before its folder was filled leaves the message out of it', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  const stop = new AbortController();
  move.destination.onStep = (name) => {
    if (name === 'append') stop.abort();
  };
  expect(await move.run({}, stop.signal)).toMatchObject({ end: 'stopped' });
  move.destination.onStep = () => {};
  gmail.relabel(3, ['Work/Projects']);
  expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expectLabels(move, gmail);
});

test('what the person has removed or read at the destination is not copied from there', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  await move.run();
  const inbox = move.destination.mailbox('INBOX');
  const gone = inbox.messages.find(({ body }) => body.includes('in two places'));
  inbox.messages = inbox.messages
    .filter((message) => message !== gone)
    .map((message) => ({ ...message, flags: ['\\Seen'] }));
  gmail.mail.bodiesRead.length = 0;
  gmail.relabel(1, ['\\Inbox', 'Work', 'New']);
  gmail.relabel(9, ['\\Inbox', '日本語', 'New']);
  expect(await move.run({ verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
  expect(held(move.destination, 'New').sort()).toEqual(gmail.expected('New').sort());
});

test('a copy that is refused is uploaded; one that leaves half of it behind is not doubled', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail, {
    leavesHalfCopies: true,
    refuseCopy: ({ body }) =>
      body.includes('in many') ? { kind: 'message-refused', when: 'never', wide: 'message', outcome: 'refused' } : null,
  });
  expect(await move.run({ verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
  expectLabels(move, gmail);
});

test('a destination that is full says so at a COPY too, and goes on when there is room', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  let full = true;
  move.destination.rules = {
    ...move.destination.rules,
    refuseCopy: () => (full ? { kind: 'over-quota', when: 'later', wide: 'account', outcome: 'refused' } : null),
  };
  expect(await move.run()).toMatchObject({ end: 'destination-full', failed: 0 });
  full = false;
  expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expectLabels(move, gmail);
});

test('a message its home refuses is uploaded where another label wants it', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail, {
    refuse: ({ body }, mailbox) =>
      mailbox === 'INBOX' && body.includes('in two places')
        ? { kind: 'message-refused', when: 'never', wide: 'message', outcome: 'refused' }
        : null,
  });
  expect(await move.run()).toMatchObject({ end: 'finished', failed: 1, waiting: 0 });
  expect(held(move.destination, 'Work').sort()).toEqual(gmail.expected('Work').sort());
});

test('a COPY that kills every connection is given up for an upload', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  move.destination.onStep = (name, when) => {
    if (name === 'copy' && when === 'before') throw lost();
  };
  expect(await move.run({ verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expectLabels(move, gmail);
});

test('folders worked on side by side wait for what they copy from', async () => {
  const gmail = labelledAccount();
  const move = moveOf(gmail);
  expect(await move.run({ lanes: 4, verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expectLabels(move, gmail);
  expect(gmail.mail.bodiesRead.reduce((sum, body) => sum + body.length, 0)).toBe(gmail.uniqueBytes());
});
