import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assertSameMailboxes, compareAccounts, describeDifferences } from '../support/compare-mailboxes.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { RawImap, type RawAccount, type RawAppend } from '../support/raw-imap.ts';

function mail(subject: string, body = `body of ${subject}\r\n`): RawAppend {
  return {
    bytes: Buffer.from(`Subject: ${subject}\r\nMessage-ID: <${subject}@example.org>\r\n\r\n${body}`),
    flags: ['\\Seen'],
    date: '01-Jan-2020 10:00:00 +0100',
  };
}

describe('the independent comparison', () => {
  let source: Dovecot;
  let destination: Dovecot;
  let from: RawAccount;
  let to: RawAccount;
  let number = 0;

  beforeAll(async () => {
    [source, destination] = await Promise.all([
      startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.' }),
      startDovecot({ format: 'mdbox', separator: '/' }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([source.stop(), destination.stop()]);
  });

  async function fill(account: RawAccount, mailbox: string, messages: readonly RawAppend[]): Promise<void> {
    const client = await RawImap.open(account);
    if (mailbox !== 'INBOX') await client.create(mailbox);
    for (const message of messages) await client.append(mailbox, message);
    await client.logout();
  }

  beforeEach(() => {
    const user = `pair${String(++number)}@example.org`;
    from = { ...source, user };
    to = { ...destination, user };
  });

  const three = [mail('one'), mail('two'), mail('three')];

  test('finds nothing between equal accounts with other delimiters and prefixes', async () => {
    await fill(from, 'INBOX', [...three, mail('one')]);
    await fill(from, 'INBOX.a.b', three);
    await fill(to, 'INBOX', [...three, mail('one')]);
    await fill(to, 'a/b', three);
    await assertSameMailboxes(from, to);
    expect((await compareAccounts(from, to)).compared).toBe(7);
  });

  test('finds a missing message and a missing copy', async () => {
    await fill(from, 'INBOX', [...three, mail('one')]);
    await fill(to, 'INBOX', [mail('one'), mail('three')]);
    const { missing, doubled, extra } = await compareAccounts(from, to);
    expect(missing.map(({ message }) => message.subject).sort()).toEqual(['one', 'two']);
    expect([doubled, extra]).toEqual([[], []]);
  });

  test('finds a double', async () => {
    await fill(from, 'INBOX', three);
    await fill(to, 'INBOX', [...three, mail('two')]);
    const { missing, doubled, extra } = await compareAccounts(from, to);
    expect(doubled.map(({ message }) => message.subject)).toEqual(['two']);
    expect([missing, extra]).toEqual([[], []]);
  });

  test('finds an extra message, also in a mailbox of its own', async () => {
    await fill(from, 'INBOX', three);
    await fill(to, 'INBOX', [...three, mail('four')]);
    await fill(to, 'Elsewhere', [mail('five')]);
    const { extra } = await compareAccounts(from, to);
    expect(extra.map(({ mailbox, message }) => [mailbox, message.subject])).toEqual([
      ['INBOX', 'four'],
      ['Elsewhere', 'five'],
    ]);
  });

  test('finds an altered header and an altered body', async () => {
    await fill(from, 'INBOX', three);
    const added = { ...mail('one'), bytes: Buffer.concat([Buffer.from('X-Added: 1\r\n'), mail('one').bytes]) };
    await fill(to, 'INBOX', [added, mail('two', 'other\r\n'), mail('three')]);
    const { missing, extra, altered } = await compareAccounts(from, to);
    expect([missing.length, extra.length]).toEqual([2, 2]);
    expect(altered.map((pair) => [pair.source.subject, pair.destination.subject])).toEqual([
      ['one', 'one'],
      ['two', 'two'],
    ]);
  });

  test('finds other flags and other dates, one of equal copies too', async () => {
    await fill(from, 'INBOX', [mail('one'), { ...mail('one'), flags: ['Keyword', '\\Flagged'] }, mail('two')]);
    await fill(to, 'INBOX', [mail('one'), mail('one'), { ...mail('two'), date: '01-Jan-2020 10:00:00 +0000' }]);
    const { flagDiffers, dateDiffers, missing } = await compareAccounts(from, to);
    expect(flagDiffers.map((pair) => [pair.source.flags, pair.destination.flags])).toEqual([
      ['\\flagged keyword', '\\seen'],
    ]);
    expect(dateDiffers.map((pair) => [pair.source.subject, pair.destination.epoch - pair.source.epoch])).toEqual([
      ['two', 3600],
    ]);
    expect(missing).toEqual([]);
  });

  test('takes a date in another zone for the same', async () => {
    await fill(from, 'INBOX', [{ ...mail('one'), date: '01-Jan-2020 10:00:00 +0100' }]);
    await fill(to, 'INBOX', [{ ...mail('one'), date: '01-Jan-2020 04:00:00 -0500' }]);
    await assertSameMailboxes(from, to);
  });

  test('finds another order', async () => {
    await fill(from, 'INBOX', three);
    await fill(to, 'INBOX', [mail('one'), mail('three'), mail('two')]);
    const { orderDiffers, missing } = await compareAccounts(from, to);
    expect([orderDiffers, missing]).toEqual([[{ mailbox: 'INBOX', at: 1 }], []]);
  });

  test('finds missing mailboxes and subscriptions', async () => {
    await fill(from, 'INBOX.empty', []);
    const client = await RawImap.open(from);
    await client.subscribe('INBOX.empty');
    await client.logout();
    const { missingMailboxes, missingSubscriptions } = await compareAccounts(from, to);
    expect([missingMailboxes, missingSubscriptions]).toEqual([['INBOX.empty'], ['empty']]);
  });

  test('follows a mapping of names', async () => {
    await fill(from, 'INBOX.Gesendet', three);
    await fill(to, 'Sent', three);
    await assertSameMailboxes(from, to, (name) => (name === 'INBOX.Gesendet' ? 'Sent' : name));
    await expect(assertSameMailboxes(from, to)).rejects.toThrow(/missing mailboxes: 1[\s\S]*extra: 3/);
  });

  test('tells people what differs', async () => {
    await fill(from, 'INBOX', three);
    const lines = describeDifferences(await compareAccounts(from, to));
    expect(lines).toContain('missing: 3');
    expect(lines.join('\n')).toMatch(/INBOX UID 1 \(\d+ bytes, "one"\)/);
  });
});
