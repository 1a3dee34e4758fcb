import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMailStore, type MailStore } from '../../main/practice/imap-server/mail-store.ts';
import { fillPretendGiant } from '../../main/practice/sample-mailbox.ts';
import { startSimulatedServer } from '../support/simulated-server.ts';
import { signInRaw } from './raw-client.ts';

function digest(store: MailStore): string {
  const hash = createHash('sha256');
  for (const mailbox of store.mailboxes) {
    hash.update(mailbox.name);
    for (const message of mailbox.messages) {
      hash.update(JSON.stringify([message.uid, message.flags, message.internalDate])).update(message.body());
    }
  }
  return hash.digest('hex');
}

test('the pretend giant is the same every time, and as big as said', async () => {
  const [first, second] = [createMailStore(), createMailStore()];
  await fillPretendGiant(first);
  await fillPretendGiant(second);
  expect(digest(first)).toBe(digest(second));
  const messages = first.mailboxes.flatMap((mailbox) => mailbox.messages);
  expect(messages.length).toBeGreaterThan(480);
  expect(messages.length).toBeLessThan(530);
  expect(first.usedBytes).toBeGreaterThan(15_000_000);
  expect(first.usedBytes).toBeLessThan(25_000_000);
  expect(first.usedBytes).toBe(messages.reduce((total, message) => total + message.body().length, 0));
});

test('it has roles, keywords, threads and oddities', async () => {
  const store = createMailStore();
  await fillPretendGiant(store, { delimiter: '.', prefix: 'INBOX.' });
  expect(store.mailboxes.flatMap((mailbox) => mailbox.specialUse).toSorted()).toEqual([
    '\\Archive',
    '\\Drafts',
    '\\Junk',
    '\\Sent',
    '\\Trash',
  ]);
  expect(store.get('INBOX.Famille.Été à la mer')).toBeDefined();
  expect(store.subscriptions.has('INBOX.Sent')).toBe(true);
  const texts = store.get('INBOX')?.messages.map((message) => message.body().toString('latin1')) ?? [];
  expect(texts.filter((text) => text.includes('Subject: Sent three times'))).toHaveLength(3);
  expect(texts.filter((text) => /^In-Reply-To:/m.test(text)).length).toBeGreaterThan(20);
  expect(texts.some((text) => !/^message-id:/im.test(text))).toBe(true);
  expect(texts.some((text) => /^Subject: Gr\xfc\xdfe/m.test(text))).toBe(true);
  expect(store.get('INBOX')?.keywords.size).toBeGreaterThan(2);
});

test('every line is short enough for mail and every address is an example', async () => {
  const store = createMailStore();
  await fillPretendGiant(store);
  for (const message of store.mailboxes.flatMap((mailbox) => mailbox.messages)) {
    const text = message.body().toString('latin1');
    if (text.includes('X-Travelled')) continue;
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    const addresses = text.slice(0, text.indexOf('\r\n\r\n')).match(/[\w.+-]+@[\w.-]+/g) ?? [];
    expect(addresses.filter((address) => !/@(mail\.)?example\.(org|com|net)$/.test(address))).toEqual([]);
  }
});

test('the server describes every message of it', async () => {
  const store = createMailStore();
  await fillPretendGiant(store);
  await using server = await startSimulatedServer({ store });
  const client = await signInRaw(server);
  for (const name of ['INBOX', 'Sent', 'Newsletters']) {
    await client.run(`EXAMINE ${name}`);
    const answer = await client.run('FETCH 1:* (ENVELOPE BODYSTRUCTURE)');
    expect(answer.status).toBe('OK');
    expect(answer.untagged).toHaveLength(store.get(name)?.messages.length ?? -1);
  }
});
