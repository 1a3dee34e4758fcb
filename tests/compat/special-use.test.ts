import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destinationAccount } from '../../main/imap/account.ts';
import { createAuthority } from '../../main/practice/certificate.ts';
import { mail } from '../support/awkward-mail.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { defaultSettings } from '../../main/engine/settings.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { RawImap, type RawAccount } from '../support/raw-imap.ts';
import { encodeMailboxName } from '../support/raw-imap-name.ts';
import { connectTo, openPatiently } from '../support/servers/compat-server.ts';
import { startCompatDovecot } from '../support/servers/dovecot.ts';
import { startHmailserver } from '../support/servers/simulated.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';

/** What one provider calls its mailboxes: sent, drafts, junk, trash, archive. */
const languages: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  German: ['Gesendete Elemente', 'Entwürfe', 'Spamverdacht', 'Papierkorb', 'Archiv'],
  French: ['Messages envoyés', 'Brouillons', 'Courrier indésirable', 'Corbeille', 'Archives'],
  Japanese: ['送信済みアイテム', '下書き', '迷惑メール', 'ゴミ箱', 'アーカイブ'],
};
const uses = ['\\Sent', '\\Drafts', '\\Junk', '\\Trash', '\\Archive'] as const;

let old: Dovecot;
beforeAll(async () => {
  old = await startDovecot({ format: 'maildir', separator: '/' });
  for (const [language, names] of Object.entries(languages)) {
    const client = await RawImap.open(rawAccount(old, language));
    for (const name of names) {
      await client.create(encodeMailboxName(name));
      await client.append(encodeMailboxName(name), { bytes: Buffer.from(mail(name, `in ${name}`)) });
    }
    await client.logout();
  }
});
afterAll(() => old.stop());

/** Moves everything, spam and trash too. @returns destination names by source names, prefix left out */
async function moveAll(language: string, to: RawAccount): Promise<Record<string, string>> {
  const move = ServerMove.between(connectOptions(old, language), connectTo(to));
  const plan = { include: [], exclude: [], spam: true, trash: true, decisions: {}, under: null };
  expect(await move.run({ plan })).toMatchObject({ end: 'finished', copied: 5, failed: 0 });
  const again = await move.run({ plan });
  expect(again).toMatchObject({ copied: 5, failed: 0 });
  return Object.fromEntries(move.journal.pairs(1).map((pair) => [pair.source, pair.destination]));
}

/** Special uses by mailbox name. */
async function marks(account: RawAccount): Promise<Record<string, string>> {
  const client = await openPatiently(account);
  const found: Record<string, string> = {};
  await client.command('LIST "" "*" RETURN (SPECIAL-USE)', (tokens) => {
    const [, verb, attributes, , name] = tokens;
    if (String(verb) !== 'LIST' || !Array.isArray(attributes)) return;
    const use = attributes.map(String).find((attribute) => uses.some((one) => one === attribute));
    if (use !== undefined) found[String(name)] = use;
  });
  await client.logout();
  return found;
}

describe.each(Object.keys(languages))('special mailboxes with %s names', (language) => {
  const names = languages[language] ?? ['', '', '', '', ''];

  test('go to the marked ones of the destination', async () => {
    const fresh = await startCompatDovecot({ format: 'mdbox', separator: '/', specialUse: true });
    const went = await moveAll(language, fresh.account('mover'));
    expect(names.map((name) => went[name])).toEqual(['Sent', 'Drafts', 'Junk', 'Trash', 'Archive']);
    await fresh.stop();
  });

  test('are made with their use where that can be told', async () => {
    await using server = await startSimulatedServer({ authority: await createAuthority() });
    const { host, port, user, password, caPem } = server;
    const account = { host, port, user, password, caPem };
    const went = await moveAll(language, account);
    expect(names.map((name) => went[name])).toEqual(names);
    expect(await marks(account)).toEqual(
      Object.fromEntries(names.map((name, index) => [encodeMailboxName(name), uses[index]])),
    );
  });

  test('go to those of the same meaning in another language where nothing is marked', async () => {
    const server = await startHmailserver();
    const client = await openPatiently(server.account('mover'));
    const theirs = ['Sent Items', 'Borradores', 'Spam', 'Deleted Items', 'Archivio'];
    for (const name of theirs) await client.create(name);
    await client.logout();
    const went = await moveAll(language, server.account('mover'));
    expect(names.map((name) => went[name])).toEqual(theirs);
    await server.stop();
  });
});

/** As the years and several programs leave them: nothing is marked, and two are nearly equally full. */
const many: Readonly<Record<string, number>> = {
  ...{ Sent: 2, 'Sent Items': 5, 'Sent Messages': 4, Gesendet: 3 },
  ...{ Drafts: 1, Entwürfe: 2, Junk: 1, Spam: 3, Trash: 2, 'Deleted Items': 3 },
};
/** Dovecot marks these by name, once somebody makes them. */
const markedByName = ['Sent', 'Sent Messages', 'Drafts', 'Junk', 'Trash']
  .map((name) => `  mailbox "${name}" {\n    special_use = \\${name.replace(' Messages', '')}\n  }\n`)
  .join('');

describe.each([
  ['marks its own', { specialUse: true }],
  ['marks by name what is made', { extraConfig: `namespace inbox {\n${markedByName}}\n` }],
  ['marks nothing', {}],
])('several mailboxes for one purpose, at a Dovecot that %s', (_, options) => {
  test('keep their names, and a run without its journal comes to the same', async () => {
    const fresh = await startCompatDovecot({ format: 'mdbox', separator: '/', ...options });
    const source = new MemoryMail();
    for (const [name, messages] of Object.entries(many))
      for (let number = 1; number <= messages; number++) {
        source.put(name, { body: mail(`${name} ${String(number)}`, 'text') });
      }
    const move = new ServerMove(source.account(), destinationAccount(connectTo(fresh.account('mover'))));
    const went = (): unknown =>
      Object.fromEntries(move.journal.pairs(1).map((pair) => [pair.source, pair.destination]));
    const settings = { plan: { ...defaultSettings.plan, spam: true, trash: true } };
    expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 0, alreadyThere: 0 });
    const names = ['INBOX', ...Object.keys(many)];
    const first = went();
    expect(first).toEqual(Object.fromEntries(names.map((name) => [name, name])));
    const { copied } = await move.run(settings);
    // Now another one has the most.
    for (const name of ['Sent Messages', 'Entwürfe', 'Junk'])
      for (let number = 1; number <= 4; number++)
        source.put(name, { body: mail(`new ${name} ${String(number)}`, 'text') });
    move.loseJournal();
    expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 12, alreadyThere: copied, failed: 0 });
    expect(went()).toEqual(first);
    await fresh.stop();
  });
});
