import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { RawImap } from '../support/raw-imap.ts';
import { epochOf, type RawMessage } from '../support/raw-imap-message.ts';
import { decodeMailboxName, encodeMailboxName } from '../support/raw-imap-name.ts';
import { alteredOnStoring, servedBytes, servedOtherwise, storedBytes } from '../support/torture-alterations.ts';
import { loadCorpus, tortureMailbox, type LoadedCorpus } from '../support/torture-corpus.ts';
import { keywordMessages, tortureMessages, type TortureMessage } from '../support/torture-messages.ts';

const messages = tortureMessages();

async function readAll(client: RawImap, mailbox: string): Promise<RawMessage[]> {
  await client.examine(mailbox);
  const found: RawMessage[] = [];
  await client.fetchAll((message) => found.push(message));
  return found;
}

function flagsOf(message: { readonly flags: readonly string[] }): string[] {
  return message.flags.filter((flag) => flag !== '\\Recent').sort();
}

describe('the torture corpus', () => {
  let maildir: Dovecot;
  let mdbox: Dovecot;
  let corpus: LoadedCorpus;

  beforeAll(async () => {
    [maildir, mdbox] = await Promise.all([
      startDovecot({ format: 'maildir', separator: '.' }),
      startDovecot({ format: 'mdbox', separator: '/' }),
    ]);
    corpus = await loadCorpus(maildir);
  });

  afterAll(async () => {
    await Promise.all([maildir.stop(), mdbox.stop()]);
  });

  test('names every message once', () => {
    expect(new Set(messages.map(({ name }) => name)).size).toBe(messages.length);
  });

  test('lies in the Maildir with every hard byte that Dovecot can serve', async () => {
    const client = await RawImap.open(corpus.account);
    const served = await readAll(client, tortureMailbox);
    await client.logout();
    for (const message of messages) {
      const expected = servedBytes(message.bytes);
      const same = served.filter(({ body }) => body.equals(expected));
      expect(same.length, message.name).toBe(1 + (message.copies ?? 0));
      expect(same[0]?.epoch, message.name).toBe(epochOf(message.date));
      expect(flagsOf(same[0] ?? { flags: [] }), message.name).toEqual([...message.flags].sort());
      expect(!expected.equals(message.bytes), message.name).toBe(servedOtherwise.includes(message.name));
    }
  });

  test.each(['maildir', 'mdbox'] as const)('is altered by %s exactly as the table says', async (format) => {
    const server = format === 'maildir' ? maildir : mdbox;
    const client = await RawImap.open({ ...server, user: `stored-${format}@example.org` });
    const altered: Record<string, string> = {};
    const append = async (message: TortureMessage): Promise<void> => {
      await client.create(message.name);
      await client.append(message.name, { ...message, bytes: servedBytes(message.bytes) });
    };
    await Promise.all(messages.map(append));
    for (const message of messages) {
      const [stored] = await readAll(client, message.name);
      expect(stored?.body.equals(storedBytes(message.bytes)), message.name).toBe(true);
      if (!stored?.body.equals(servedBytes(message.bytes))) altered[message.name] = 'content';
      if (stored?.epoch !== epochOf(message.date)) altered[message.name] = 'date';
    }
    await client.logout();
    expect(altered).toEqual(alteredOnStoring);
  });

  test('has thirty keywords in one mailbox', async () => {
    const client = await RawImap.open(corpus.account);
    const stored = await readAll(client, 'Keywords');
    await client.logout();
    expect(stored.map(flagsOf)).toEqual(keywordMessages().map(flagsOf));
    expect(new Set(stored.flatMap(flagsOf)).size).toBe(31);
  });

  test('has the mailboxes it says, and the subscriptions', async () => {
    const client = await RawImap.open(corpus.account);
    const listed = new Set((await client.list()).map(({ name }) => name));
    const subscribed = await client.lsub();
    await client.logout();
    expect(corpus.mailboxes.length).toBeGreaterThan(30);
    for (const { name } of corpus.mailboxes) expect(listed, decodeMailboxName(name)).toContain(name);
    expect(subscribed.sort()).toEqual(
      corpus.mailboxes
        .filter((mailbox) => mailbox.subscribed)
        .map(({ name }) => name)
        .sort(),
    );
    expect(listed).toContain(encodeMailboxName('🎉 party 👩‍👩‍👧'));
    // Dovecot refuses these: nothing else may be lost from the corpus unseen.
    expect(corpus.refused).toEqual([['~tilde'], ['with/delimiter'], ['/at the start'], ['tab\there']]);
  });

  test('brings the other delimiter into a name where the server lets it', async () => {
    const other = await loadCorpus(mdbox, 'slash@example.org');
    expect(other.mailboxes.map(({ name }) => name)).toContain('with.delimiter');
    expect(other.refused).toEqual([['~tilde'], ['tab\there']]);
  });
});
