import { expect, test } from 'vitest';
import { destinationAccount } from '../../main/imap/account.ts';
import { createMailStore } from '../../main/practice/imap-server/mail-store.ts';
import type { ServerScript } from '../../main/practice/imap-server/server-script.ts';
import { mail } from '../support/awkward-mail.ts';
import { ServerMove } from '../support/dovecot-move.ts';
import { refuseMessages } from '../support/faults-append.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { connectTo } from '../support/servers/compat-server.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { startExchange, startHmailserver, startStalwart, startZimbra } from '../support/servers/simulated.ts';
import { describeCompat, takenByAll, takenByMost } from './compat-suite.ts';

describeCompat([
  {
    name: 'a server like hMailServer',
    start: startHmailserver,
    keeps: [...takenByAll, ...takenByMost, '~tilde', 'with/delimiter'],
  },
  {
    name: 'a server like Stalwart',
    start: startStalwart,
    keeps: takenByMost,
    renames: { ' leading space': 'leading space' },
  },
  { name: 'a server like Exchange', start: startExchange, keeps: [...takenByAll, ...takenByMost, '~tilde'] },
  { name: 'a server like Zimbra', start: startZimbra, keeps: ['per%cent'], renames: { 'quo"te': 'quo_te' } },
]);

/** A small account in memory to move from. */
function smallSource(): MemoryMail {
  const source = new MemoryMail();
  source.put('INBOX', { body: mail('one', 'text'), flags: ['\\Seen', '\\Flagged'] });
  source.put('INBOX', { body: mail('two', 'text') });
  return source;
}

test('Stalwart: what is over its unannounced limit is foreseen, and the rest arrives', async () => {
  const server = await startStalwart();
  const source = smallSource();
  source.put('INBOX', { body: mail('large', 'x'.repeat(52_428_800)) });
  source.put('INBOX', { body: mail('last', 'text') });
  const move = new ServerMove(source.account(), destinationAccount(connectTo(server.account('mover'))));
  const report = await move.plan();
  expect(report.messageLimit).toEqual({ bytes: 52_428_800, toldBy: 'provider' });
  expect(report.tooBig).toMatchObject([{ mailbox: 'INBOX', uid: 3 }]);
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 3, failed: 1 });
  expect(move.journal.exceptions(1, null, 10)).toMatchObject([{ uid: 3, status: 'failed' }]);
  await server.stop();
});

test('Exchange: a star is set once more by STORE before anybody looks, and never after', async () => {
  const server = await startExchange();
  const account = destinationAccount(connectTo(server.account('mover')));
  const move = new ServerMove(smallSource().account(), account);
  // Stopped between the copy and the look: only then the star would be lost.
  expect(await move.run({ verify: 'none' })).toMatchObject({ end: 'finished', copied: 2 });
  const { store } = server.of('mover');
  const flags = (): readonly (readonly string[])[] =>
    (store.get('INBOX')?.messages ?? []).map((message) => [...message.flags]);
  expect(flags()).toEqual([['\\Seen'], []]);
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 2, altered: 0 });
  expect(flags()).toEqual([['\\Seen', '\\Flagged'], []]);
  const stores = (): number => server.of('mover').commands.filter((line) => line.includes('STORE')).length;
  expect(stores()).toBe(1);
  await move.run({ verify: 'deep' });
  expect(stores()).toBe(1);
  await server.stop();
});

test('a name that is refused against all expectation is given up for a plainer one, once and for all', async () => {
  const source = smallSource();
  for (const name of ['Entwürfe', 'Entwurfe', '日本', 'A+B/C+D', 'fine'])
    source.put(name, { body: mail(name, 'text') });
  const refuse: ServerScript = {
    beforeCommand: (_, { name, line }) =>
      name === 'CREATE' && /[&+]/.test(line) ? { status: 'NO', text: 'No such characters' } : null,
  };
  await using server = await startSimulatedServer({ script: refuse });
  const account = connectTo({ ...server });
  const move = new ServerMove(source.account(), destinationAccount(account));
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 7, failed: 0 });
  const names = new Map(move.journal.pairs(1).map((pair) => [pair.source, pair.destination]));
  expect(Object.fromEntries(names)).toEqual({
    INBOX: 'INBOX',
    Entwürfe: 'Entwurfe-2',
    Entwurfe: 'Entwurfe',
    日本: expect.stringMatching(/^Folder-[0-9a-f]{8}$/),
    'A+B/C+D': 'A_B/C_D',
    fine: 'fine',
  });
  expect(move.journal.pairs(1).filter(({ renamed }) => renamed.includes('reserved-characters'))).toHaveLength(3);
  const created = (): number => server.commands.filter((line) => line.includes('CREATE')).length;
  const before = created();
  source.put('日本', { body: mail('later', 'text') });
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 8, failed: 0 });
  expect(created(), 'nothing is tried again').toBe(before);
});

test.each([1, 4])(
  'what a server refuses in names is given up, with all that is below, and a lost journal comes to the same: %i lanes',
  async (lanes) => {
    const source = smallSource();
    const names = ['Reports & "Quotes" 100%', 'A"B', 'A"B/C', 'A"B/C/D*', 'A"B/50%', 'A_B', 'A_B/C', ' padded ', '{5}'];
    for (const name of names) source.put(name, { body: mail(name, 'text') });
    await using server = await startSimulatedServer({ rules: { forbidden: '"%*' } });
    const move = new ServerMove(source.account(), destinationAccount(connectTo({ ...server })));
    const expected = {
      ...{ INBOX: 'INBOX', 'Reports & "Quotes" 100%': 'Reports & _Quotes_ 100_', 'A"B': 'A_B (2)' },
      ...{ 'A"B/C': 'A_B (2)/C', 'A"B/C/D*': 'A_B (2)/C/D_', 'A"B/50%': 'A_B (2)/50_' },
      ...{ A_B: 'A_B', 'A_B/C': 'A_B/C', ' padded ': ' padded ', '{5}': '{5}' },
    };
    const told = (): unknown =>
      Object.fromEntries(move.journal.pairs(1).map((pair) => [pair.source, pair.destination]));
    expect(await move.run({ lanes })).toMatchObject({ end: 'finished', copied: names.length + 2, failed: 0 });
    expect(told()).toEqual(expected);
    move.loseJournal();
    expect(await move.run({ lanes })).toMatchObject({ end: 'finished', copied: 0, alreadyThere: names.length + 2 });
    expect(told()).toEqual(expected);
    expect(server.store.mailboxes.map(({ name }) => name).sort()).toEqual(Object.values(expected).sort());
  },
);

test('a server that makes another name of it without a word gets the plainer one', async () => {
  const source = smallSource();
  for (const name of ['  padded ', 'plain']) source.put(name, { body: mail(name, 'text') });
  // As Stalwart: spaces are cut off in CREATE, and in CREATE only.
  const store = createMailStore();
  const cutting: ServerScript = {
    beforeCommand: (_, { name, line }) => {
      if (name !== 'CREATE') return null;
      const wanted = (/"(.*)"/.exec(line)?.[1] ?? '').trim();
      if (!store.get(wanted)) store.create(wanted);
      return { status: 'OK', text: 'CREATE completed' };
    },
  };
  await using server = await startSimulatedServer({ store, script: cutting });
  const move = new ServerMove(source.account(), destinationAccount(connectTo({ ...server })));
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 4, failed: 0 });
  expect(server.store.mailboxes.map(({ name }) => name).sort()).toEqual(['INBOX', 'padded', 'plain']);
});

test('a server that refuses dates before 1970 gets the message with a later one', async () => {
  const source = new MemoryMail();
  for (const year of ['1960', '1998'])
    source.put('INBOX', { body: mail(year, 'text'), flags: ['Work'], internalDate: `01-Jan-${year} 00:00:00 +0000` });
  const isTooOld = (_: Buffer, { internalDate = '' }: { readonly internalDate?: string }): boolean =>
    internalDate.includes('1960');
  await using server = await startSimulatedServer({ script: refuseMessages(isTooOld, 'Invalid date-time') });
  const move = new ServerMove(source.account(), destinationAccount(connectTo({ ...server })));
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 2, failed: 0, altered: 1 });
  const stored = server.store.get('INBOX')?.messages ?? [];
  expect(stored.map(({ internalDate }) => internalDate).sort()).toEqual([
    '01-Jan-1970 00:00:01 +0000',
    '01-Jan-1998 00:00:00 +0000',
  ]);
});
