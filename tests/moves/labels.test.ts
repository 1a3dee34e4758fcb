import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { createAuthority } from '../../main/practice/certificate.ts';
import { planOnly } from '../../main/engine/plan-only.ts';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from '../../main/imap/account.ts';
import type { ServerFeatures } from '../../main/practice/imap-server/features.ts';
import { letPass, type MailSession } from '../../main/engine/ports.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { connectOptions, ServerMove } from '../support/dovecot-move.ts';
import { startDovecot } from '../support/dovecot.ts';
import { gmailLetters } from '../support/gmail-letters.ts';
import { bodiesFetched, GERMAN, GmailAccount, type GmailSetup } from '../support/gmail-server.ts';
import { startSimulatedServer, type SimulatedServer } from '../support/simulated-server.ts';

const stops: (() => Promise<void>)[] = [];
const { signal } = new AbortController();
const authority = await createAuthority();

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function optionsFor(server: SimulatedServer): ConnectOptions {
  const { host, port, user, password, caPem } = server;
  return {
    address: { host, port, user, security: 'tls' },
    secret: () => Promise.resolve({ kind: 'password', value: password }),
    extraCa: caPem,
    clientVersion: 'test',
  };
}

/** A scripted Gmail with the awkward letters. */
async function gmail(setup: GmailSetup = {}): Promise<{ account: GmailAccount; server: SimulatedServer }> {
  const account = new GmailAccount(setup);
  for (const letter of gmailLetters) account.put(letter);
  const server = await startSimulatedServer({ ...account.serverOptions(), authority });
  stops.push(server.stop);
  return { account, server };
}

async function simulated(features: Partial<ServerFeatures> = {}): Promise<SimulatedServer> {
  const server = await startSimulatedServer({ features, authority });
  stops.push(server.stop);
  return server;
}

const digest = (body: Buffer | string): string => createHash('sha256').update(body).digest('hex').slice(0, 12);

/** What a mailbox at the destination holds, sorted: flags and digest of each message. */
async function heldBy(session: MailSession, name: string): Promise<string[]> {
  const { exists } = await session.open(name);
  if (exists === 0) return [];
  const lines = new Map<number, string>();
  await session.fetchIndex('1:*', false, ({ uid, flags }) => {
    lines.set(uid, [...(flags ?? [])].sort().join(' '));
  });
  await session.fetchBodies(
    '1:*',
    (uid, body) => {
      lines.set(uid, `${lines.get(uid) ?? ''} ${digest(body)}`);
    },
    letPass,
  );
  return [...lines.values()].sort();
}

/** What Gmail shows for a label, in the same form; with null, what has no label. */
function shownFor(label: string | null): string[] {
  const views = ['\\Starred', '\\Important'];
  return gmailLetters
    .filter(({ labels }) => (label === null ? labels.every((one) => views.includes(one)) : labels.includes(label)))
    .map(({ body, flags = [], labels }) => {
      const starred = labels.includes('\\Starred') ? ['\\Flagged'] : [];
      const important = labels.includes('\\Important') ? ['$Important'] : [];
      return `${[...flags, ...starred, ...important].sort().join(' ')} ${digest(body)}`;
    })
    .sort();
}

/** Every label with the source's name for its folder. */
function labelFolders(account: GmailAccount): [label: string | null, source: string][] {
  const own = new Set(gmailLetters.flatMap(({ labels }) => labels).filter((label) => !label.startsWith('\\')));
  return [
    ['\\Inbox', 'INBOX'],
    ['\\Sent', account.nameOf('sent')],
    ['\\Draft', account.nameOf('drafts')],
    [null, account.nameOf('all')],
    ...[...own].map((label): [string, string] => [label, label]),
  ];
}

async function expectLabels(move: ServerMove, account: GmailAccount, hidden: readonly string[] = []): Promise<void> {
  const session = await move.destination.connect(signal);
  const pairs = new Map(move.journal.pairs(1).map((pair) => [pair.source, pair.destination]));
  for (const [label, source] of labelFolders(account)) {
    if (label !== null && hidden.includes(label)) expect(pairs.has(source)).toBe(false);
    else expect(await heldBy(session, pairs.get(source) ?? 'missing'), source).toEqual(shownFor(label));
  }
  await session.close();
}

function uniqueBytes(): number {
  return gmailLetters.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
}

function fetchedBytes(server: SimulatedServer): number {
  return bodiesFetched(server).reduce((sum, { message }) => sum + message.size, 0);
}

function appends(server: SimulatedServer): number {
  return server.log.filter(({ name }) => name === 'APPEND').length;
}

const kinds: readonly (readonly [string, Partial<ServerFeatures>])[] = [
  ['UIDPLUS and MULTIAPPEND', {}],
  ['UIDPLUS without MULTIAPPEND', { multiappend: false }],
  ['MULTIAPPEND without UIDPLUS', { uidplus: false }],
  ['neither', { uidplus: false, multiappend: false, literal: null }],
];

describe.each(kinds)('from Gmail to a simulated server with %s', (_kind, features) => {
  test('every folder holds what its label shows; a second run has nothing to do', async () => {
    const [{ account, server }, fresh] = [await gmail(), await simulated(features)];
    const move = ServerMove.between(optionsFor(server), optionsFor(fresh));
    expect(await move.run({ verify: 'quick' })).toMatchObject({ end: 'finished', failed: 0, altered: 0, waiting: 0 });
    await expectLabels(move, account);
    // Only from the mailbox that lists everything.
    expect(new Set(bodiesFetched(server).map(({ mailbox }) => mailbox))).toEqual(new Set([account.nameOf('all')]));
    if (features.uidplus !== false) expect(fetchedBytes(server)).toBe(uniqueBytes());
    if (features.multiappend === false) expect(appends(fresh)).toBe(gmailLetters.length);
    const before = [server.log.length, fresh.log.length];
    expect(await move.run()).toMatchObject({ end: 'finished', waiting: 0 });
    const commands = [...server.log.slice(before[0]), ...fresh.log.slice(before[1])].map(({ name }) => name);
    expect(commands.filter((name) => /FETCH|APPEND|COPY|EXAMINE|SELECT/.test(name))).toEqual([]);
  });
});

describe('from Gmail to Dovecot', () => {
  test.each(['maildir', 'mdbox'] as const)(
    'with %s: label for label, deeply verified, each message once',
    async (format) => {
      const [{ account, server }, dovecot] = [await gmail(), await startDovecot({ format, separator: '/' })];
      stops.push(dovecot.stop);
      const move = ServerMove.between(optionsFor(server), connectOptions(dovecot));
      expect(await move.run({ verify: 'deep' })).toMatchObject({ end: 'finished', failed: 0, altered: 0, waiting: 0 });
      await expectLabels(move, account);
      expect(fetchedBytes(server)).toBe(uniqueBytes());
      // Stopped anywhere or not, without its journal everything is recognised.
      move.loseJournal();
      expect(await move.run({ verify: 'deep' })).toMatchObject({ end: 'finished', copied: 0, failed: 0, waiting: 0 });
      await expectLabels(move, account);
    },
  );

  test('a label added between runs is one COPY and no download', async () => {
    const [{ account, server }, dovecot] = [await gmail(), await startDovecot({ format: 'mdbox', separator: '/' })];
    stops.push(dovecot.stop);
    const move = ServerMove.between(optionsFor(server), connectOptions(dovecot));
    await move.run();
    const before = bodiesFetched(server).length;
    account.relabel('1700000000000000002', ['\\Inbox']);
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, altered: 0, waiting: 0 });
    expect(bodiesFetched(server)).toHaveLength(before);
    const session = await move.destination.connect(signal);
    expect(await heldBy(session, 'INBOX')).toEqual(
      [...shownFor('\\Inbox'), ` ${digest(gmailLetters[1]?.body ?? '')}`].sort(),
    );
    await session.close();
  });
});

describe('accounts of all kinds', () => {
  test.each([
    ['[Google Mail]', { container: '[Google Mail]' }],
    ['a German one', { names: GERMAN }],
  ] as const)('%s', async (_name, setup) => {
    const [{ account, server }, fresh] = [await gmail(setup), await simulated()];
    const move = ServerMove.between(optionsFor(server), optionsFor(fresh));
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, altered: 0, waiting: 0 });
    await expectLabels(move, account);
    const names = fresh.store.mailboxes.map(({ name }) => name);
    expect(names.filter((name) => name.includes('[') || /Chats|Wichtig|Markiert|Starred/.test(name))).toEqual([]);
    expect(names).toContain('Archive');
  });

  test('a label hidden from IMAP: its messages come, and it is told', async () => {
    const [{ account, server }, fresh] = [await gmail({ hidden: ['日本語'] }), await simulated()];
    const move = ServerMove.between(optionsFor(server), optionsFor(fresh));
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    const session = await move.destination.connect(signal);
    // Those that have no other label are archived, not lost.
    expect(await heldBy(session, 'Archive')).toHaveLength(4);
    await session.close();
    expect(account.store.get('日本語')).toBeUndefined();
    const report = await planned(server, fresh);
    expect(report.plan.gmail).toMatchObject({ hiddenLabels: ['日本語'], allMailMissing: false });
  });

  test('All Mail hidden from IMAP: folder by folder as from any server, and it is told', async () => {
    const [{ server }, fresh] = [await gmail({ allMail: false }), await simulated()];
    const move = ServerMove.between(optionsFor(server), optionsFor(fresh));
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    const session = await move.destination.connect(signal);
    for (const label of ['Work', '日本語']) expect(await heldBy(session, label)).toEqual(shownFor(label));
    await session.close();
    const { plan } = await planned(server, fresh);
    expect(plan.labels).toBeNull();
    expect(plan.gmail).toMatchObject({ allMailMissing: true });
  });

  test('a folder size limit is told', async () => {
    const account = new GmailAccount({ folderLimit: 1_000 });
    for (let n = 0; n < 1_005; n++) account.put({ body: `Subject: ${String(n)}\r\n\r\nx\r\n`, labels: ['\\Inbox'] });
    const server = await startSimulatedServer({ ...account.serverOptions(), authority });
    stops.push(server.stop);
    const { plan } = await planned(server, await simulated());
    expect(plan.gmail?.limited).toEqual(['INBOX', '[Gmail]/All Mail']);
  });
});

async function planned(
  server: SimulatedServer,
  fresh: SimulatedServer,
  plan: Partial<MigrationSettings['plan']> = {},
): ReturnType<typeof planOnly> {
  const journal = openJournal(':memory:');
  try {
    return await planOnly({
      source: sourceAccount(optionsFor(server)),
      destination: destinationAccount(optionsFor(fresh)),
      sourceKey: 'old',
      destinationKey: 'new',
      journal,
      clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
      settings: { ...defaultSettings, plan: { ...defaultSettings.plan, ...plan } },
      signal,
      onEvent: () => undefined,
    });
  } finally {
    journal.close();
  }
}

describe('the three ways', () => {
  const strategy = (labels: 'primary' | 'archive'): Partial<MigrationSettings> => ({
    plan: { ...defaultSettings.plan, labels },
  });

  test('a plan tells exactly what each would bring, and changes nothing', async () => {
    const [{ server }, fresh] = [await gmail(), await simulated()];
    const shown = gmailLetters.flatMap(({ labels }) =>
      labels.filter((label) => !/^\\(Starred|Important)$/.test(label)),
    );
    const { plan, messages } = await planned(server, fresh);
    expect(plan.labels).toMatchObject({
      strategy: 'folders',
      messages: gmailLetters.length,
      bytes: uniqueBytes(),
      shown: shown.length,
      exact: true,
      results: {
        folders: { messages: shown.length + 2 },
        primary: { messages: gmailLetters.length, bytes: uniqueBytes() },
        archive: { messages: gmailLetters.length, bytes: uniqueBytes() },
      },
    });
    expect(messages).toBe(shown.length + 2);
    expect(fresh.log.filter(({ name }) => /CREATE|APPEND|SUBSCRIBE/.test(name))).toEqual([]);
    expect((await planned(server, fresh, { labels: 'archive' })).messages).toBe(gmailLetters.length);
  });

  test('primary: each message once, in the folder that counts most, its other labels as keywords', async () => {
    const [{ server }, fresh] = [await gmail(), await simulated()];
    const move = ServerMove.between(optionsFor(server), optionsFor(fresh));
    expect(await move.run(strategy('primary'))).toMatchObject({ copied: gmailLetters.length, failed: 0, altered: 0 });
    expect(appends(fresh) > 0 && fresh.log.every(({ name }) => name !== 'UID COPY')).toBe(true);
    const session = await move.destination.connect(signal);
    const deepest = await heldBy(session, 'Work/Projects/Löwe & Söhne');
    expect(deepest).toEqual([`Work Work/Projects ${digest(gmailLetters[2]?.body ?? '')}`]);
    expect(await heldBy(session, 'INBOX')).toHaveLength(4);
    expect(await heldBy(session, 'Archive')).toEqual(shownFor(null));
    // The one in two flat labels is in the longer one.
    expect(await heldBy(session, 'Work')).toEqual([
      expect.stringMatching(new RegExp(`^Label-[0-9a-f]{8} ${digest(gmailLetters[6]?.body ?? '')}$`)),
    ]);
    await session.close();
    expect(await move.run(strategy('primary'))).toMatchObject({ copied: gmailLetters.length, waiting: 0 });
  });

  test('archive: everything once, in the archive', async () => {
    const [{ server }, fresh] = [await gmail(), await simulated()];
    const move = ServerMove.between(optionsFor(server), optionsFor(fresh));
    expect(await move.run(strategy('archive'))).toMatchObject({ copied: gmailLetters.length, failed: 0, altered: 0 });
    expect(fresh.store.mailboxes.filter((box) => box.messages.length > 0).map(({ name }) => name)).toEqual(['Archive']);
    expect(fetchedBytes(server)).toBe(uniqueBytes());
    // A change of mind: the folders are filled by copies of what is in the archive.
    const before = bodiesFetched(server).length;
    expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    expect(bodiesFetched(server)).toHaveLength(before);
    const session = await move.destination.connect(signal);
    for (const label of ['Work', '日本語']) expect(await heldBy(session, label)).toEqual(shownFor(label));
    await session.close();
  });

  test('a label folder that is left out: its label does not count, and what has no other stays behind', async () => {
    const [{ server }, fresh] = [await gmail(), await simulated()];
    const move = ServerMove.between(optionsFor(server), optionsFor(fresh));
    const plan = { ...defaultSettings.plan, decisions: { 日本語: { include: false } } };
    expect(await move.run({ plan })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
    const session = await move.destination.connect(signal);
    expect(await heldBy(session, 'Archive')).toEqual(shownFor(null));
    expect(await heldBy(session, 'Work')).toEqual(shownFor('Work'));
    expect(fresh.store.get('日本語')).toBeUndefined();
    await session.close();
    expect(bodiesFetched(server)).toHaveLength(gmailLetters.length - 2);
  });
});
