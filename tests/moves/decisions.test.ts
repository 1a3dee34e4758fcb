import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOnly } from '../../main/engine/plan-only.ts';
import type { Clock } from '../../main/engine/ports.ts';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import { destinationAccount, sourceAccount } from '../../main/imap/account.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { snapshotAccount } from '../support/compare-snapshot.ts';
import { startDovecot, type Dovecot } from '../support/dovecot.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { fillPlainAccount } from '../support/plain-account.ts';
import { RawImap } from '../support/raw-imap.ts';

let old: Dovecot;
let fresh: Dovecot;

beforeAll(async () => {
  [old, fresh] = await Promise.all([
    startDovecot({ format: 'mdbox', separator: '/' }),
    startDovecot({ format: 'maildir', separator: '.', prefix: 'INBOX.', specialUse: true }),
  ]);
  await fillPlainAccount(old, old.user, { mailboxes: 5, messagesEach: 10, maxBytes: 2_000 });
  const client = await RawImap.open(rawAccount(old));
  for (const name of ['Sent', 'Trash', 'Box 1/Deep']) await client.create(name);
  for (const name of ['Sent', 'Trash', 'Box 1/Deep']) {
    await client.append(name, {
      bytes: Buffer.from(`Subject: in ${name}\r\n\r\ntext\r\n`),
      flags: [],
      date: '01-Mar-2019 10:00:00 +0100',
    });
  }
  await client.logout();
});

afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
});

function planOf(choice: Partial<MigrationSettings['plan']>): Partial<MigrationSettings> {
  return { plan: { ...defaultSettings.plan, ...choice } };
}

const clock: Clock = { now: () => Date.now(), sleep: () => Promise.resolve() };

/** Messages by mailbox at the destination, empty mailboxes left out. */
async function filledMailboxes(user: string): Promise<Record<string, number>> {
  const { mailboxes } = await snapshotAccount(rawAccount(fresh, user));
  const filled = [...mailboxes.values()].filter(({ messages }) => messages.length > 0);
  return Object.fromEntries(filled.map(({ name, messages }) => [name, messages.length]));
}

async function plannedNames(user: string, settings: Partial<MigrationSettings>): Promise<Record<string, string>> {
  const journal = openJournal(':memory:');
  try {
    const { plan } = await planOnly({
      source: sourceAccount(connectOptions(old)),
      destination: destinationAccount(connectOptions(fresh, user)),
      sourceKey: 'old',
      destinationKey: user,
      journal,
      clock,
      settings: { ...defaultSettings, ...settings },
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    return Object.fromEntries(plan.pairs.map((pair) => [pair.source, pair.destination]));
  } finally {
    journal.close();
  }
}

describe('what the person decided is what a real server ends up with', () => {
  test('single mailboxes: sent elsewhere, taken along, left behind', async () => {
    const user = 'chooser@example.org';
    const settings = planOf({
      decisions: {
        'Box 1': { destination: 'INBOX.Office' },
        'Box 2': { include: false },
        'Box 3': { destination: 'INBOX.Office' },
        Trash: { include: true, destination: 'INBOX.Old trash' },
      },
    });
    const names = await plannedNames(user, settings);
    expect(names).toEqual({
      INBOX: 'INBOX',
      Sent: 'INBOX.Sent',
      'Box 1': 'INBOX.Office',
      'Box 1/Deep': 'INBOX.Office.Deep',
      'Box 3': 'INBOX.Office (2)',
      'Box 4': 'INBOX.Box 4',
      Trash: 'INBOX.Old trash',
    });
    expect(await filledMailboxes(user)).toEqual({});
    const move = ServerMove.between(connectOptions(old), connectOptions(fresh, user));
    expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 43, failed: 0 });
    const filled = {
      INBOX: 10,
      'INBOX.Sent': 1,
      'INBOX.Office': 10,
      'INBOX.Office.Deep': 1,
      'INBOX.Office (2)': 10,
      'INBOX.Box 4': 10,
      'INBOX.Old trash': 1,
    };
    expect(await filledMailboxes(user)).toEqual(filled);
    // A later change of mind moves nothing that was begun, and copies nothing twice.
    const changed = planOf({ decisions: { 'Box 1': { destination: 'INBOX.Elsewhere' }, Trash: { include: true } } });
    expect(await move.run(changed)).toMatchObject({ end: 'finished', copied: 53, failed: 0 });
    expect(await filledMailboxes(user)).toEqual({ ...filled, 'INBOX.Box 2': 10 });
    // Nor does it without the journal, as long as the decisions are the same.
    move.loseJournal();
    expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 0, alreadyThere: 43 });
  });

  test('everything below one mailbox', async () => {
    const user = 'gatherer@example.org';
    const settings = planOf({ under: 'Old mail', decisions: { 'Box 4': { destination: 'INBOX' } } });
    expect(await plannedNames(user, settings)).toEqual({
      INBOX: 'INBOX.Old mail.Inbox',
      Sent: 'INBOX.Old mail.Sent',
      'Box 1': 'INBOX.Old mail.Box 1',
      'Box 1/Deep': 'INBOX.Old mail.Box 1.Deep',
      'Box 2': 'INBOX.Old mail.Box 2',
      'Box 3': 'INBOX.Old mail.Box 3',
      'Box 4': 'INBOX',
    });
    const move = ServerMove.between(connectOptions(old), connectOptions(fresh, user));
    expect(await move.run({ ...settings, verify: 'deep' })).toMatchObject({ end: 'finished', copied: 52, failed: 0 });
    expect(await filledMailboxes(user)).toEqual({
      INBOX: 10,
      'INBOX.Old mail.Inbox': 10,
      'INBOX.Old mail.Sent': 1,
      'INBOX.Old mail.Box 1': 10,
      'INBOX.Old mail.Box 1.Deep': 1,
      'INBOX.Old mail.Box 2': 10,
      'INBOX.Old mail.Box 3': 10,
    });
    move.loseJournal();
    expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 0, alreadyThere: 52 });
  });
});
