import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultSettings, type MigrationSettings } from '../../main/engine/settings.ts';
import { openJournal } from '../../main/journal/open-journal.ts';
import { compareSnapshots, describeDifferences, type Differences } from '../support/compare-mailboxes.ts';
import { snapshotBy, snapshotAccount, type AccountSnapshot } from '../support/compare-snapshot.ts';
import { startDelayProxy } from '../support/delay-proxy.ts';
import { connectOptions, rawAccount, ServerMove } from '../support/dovecot-move.ts';
import { startHoming, type HomingProcess } from '../support/homing-process.ts';
import { decodeMailboxName, encodeMailboxName } from '../support/raw-imap-name.ts';
import { connectTo, openPatiently, type CompatServer, type CompatUser } from '../support/servers/compat-server.ts';
import { tryWriting, type WritingSeen } from './try-writing.ts';
import { HardSource, plainMessages, plainUser } from './hard-source.ts';
import { foreseen, happened } from './problems.ts';

/** A server to move to. */
export interface CompatDescription {
  readonly name: string;
  start(): Promise<CompatServer>;
  /** What the plan must say of names here, among all it says: source and destination without prefix. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Names that must be here as they were. */
  readonly keeps?: readonly string[];
}

/** Names of the hard account that every server takes which is known, or of which nothing is known. */
export const takenByAll: readonly string[] = [
  ...[' leading space', 'trailing space ', 'two  spaces', 'aster*isk', '#hash', '(parentheses)', '-dash', 'NIL'],
];
/** Names of it that some servers refuse. */
export const takenByMost: readonly string[] = [
  ...['Reports & "Quotes" 100%', 'quo"te', 'back\\slash', 'per%cent', '{5}', '{5+}'],
];
/** Two names where a server tells case apart. */
export const caseOnly: readonly string[] = ['CaseOnly', 'caseonly'];

/** Bytes after which a move is killed: about a third of the account that is moved. */
const someMail = 500_000;

let source: HardSource;

/** Every promise of a move that depends on the server, for each of them, from one Dovecot with the hard account. */
export function describeCompat(descriptions: readonly CompatDescription[]): void {
  beforeAll(async () => {
    source = await HardSource.start();
  });
  afterAll(() => source.dovecot.stop());
  for (const description of descriptions) describeServer(description);
}

function describeServer(description: CompatDescription): void {
  describe(`a move to ${description.name}`, () => {
    let server: CompatServer;
    beforeAll(async () => {
      server = await description.start();
    });
    afterAll(() => server.stop());

    test('brings every hard message and name as planned, and only what was foreseen is not as it was', async () => {
      const move = ServerMove.between(connectOptions(source.dovecot), connectTo(server.account('mover')));
      const before = await look(server, 'mover');
      const seen = await tryWriting(source, server.account('mover'));
      const settings = { plan: { ...defaultSettings.plan, seenNames: seen.names } };
      const report = await move.plan(settings);
      expect(await look(server, 'mover'), 'neither a plan nor a test leaves anything').toEqual(before);
      for (const [from, to] of Object.entries(description.renames ?? {})) {
        const pair = report.plan.pairs.find((one) => one.source === from);
        expect(pair?.destination.slice(before.prefix.length), from).toBe(to);
        expect(pair?.renamed, from).not.toEqual([]);
      }
      for (const name of description.keeps ?? []) {
        const pair = report.plan.pairs.find((one) => one.source === name);
        expect(pair?.destination, name).toBe(before.prefix + name);
        expect(pair?.renamed, name).toEqual([]);
      }
      const outcome = await move.run({ ...settings, verify: 'deep' });
      const problems = foreseen(source, report);
      expect(happened(source, move)).toEqual(problems);
      const failed = problems.refused.length;
      expect(outcome).toMatchObject({ end: 'finished', copied: source.messages - failed, failed, waiting: 0 });
      await expectAsPlanned(move, report, seen, await look(server, 'mover'));
      await expectNothingToDo(move, settings, { copied: source.messages - failed, failed });
      move.loseJournal();
      const again = await move.run({ ...settings, verify: 'deep' });
      expect(again, 'without the journal everything is recognised').toMatchObject({
        copied: 0,
        alreadyThere: source.messages - failed,
        failed,
      });
    });

    test('goes on where it was killed, and everything is there once', async () => {
      await killedInTheMiddle(server);
    });
  });
}

/** An account as an independent client sees it. */
async function look(server: CompatServer, user: CompatUser): Promise<AccountSnapshot> {
  return snapshotBy(await openPatiently(server.account(user)));
}

type Report = Awaited<ReturnType<ServerMove['plan']>>;

async function expectAsPlanned(
  move: ServerMove,
  report: Report,
  seen: WritingSeen,
  destination: AccountSnapshot,
): Promise<void> {
  const pairs = move.journal.pairs(1);
  const planned = new Map(report.plan.pairs.map((pair) => [pair.source, [pair.destination, pair.renamed]]));
  expect(new Map(pairs.map((pair) => [pair.source, [pair.destination, pair.renamed]]))).toEqual(planned);
  const dropped: Record<string, number> = {};
  for (const { droppedKeywords } of pairs)
    for (const [keyword, count] of Object.entries(droppedKeywords)) dropped[keyword] = (dropped[keyword] ?? 0) + count;
  const lost = seen.keepsKeywords ? {} : source.keywords();
  expect(lowerCase(dropped)).toEqual(lost);
  const wire = pairs.map((pair) => encodeMailboxName(pair.destination));
  expect([...destination.mailboxes.keys()]).toEqual(expect.arrayContaining(wire));

  const found = compareSnapshots(source.snapshot, destination, move.mapping());
  const told = describeDifferences(found).join('\n');
  const problems = foreseen(source, report);
  expect(found.doubled, told).toEqual([]);
  expect(found.missing.length, told).toBe(problems.altered.length + problems.refused.length);
  expect(found.extra.length, told).toBe(problems.altered.length);
  expect(found.orderDiffers, told).toEqual([]);
  expect([found.missingMailboxes, found.missingSubscriptions], told).toEqual([[], []]);
  const isKept = (name: string): boolean => !problems.altered.includes(name);
  const dates = found.dateDiffers.map(({ mailbox, source: message }) => nameOf(mailbox, message.uid));
  expect(dates.sort(), told).toEqual(problems.dates.filter(isKept));
  expect(unexplained(found, Object.keys(lost)), told).toEqual([]);
}

function lowerCase(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([keyword, count]) => [keyword.toLowerCase(), count]));
}

/** Messages whose flags differ in more than keywords that the server does not take. */
function unexplained({ flagDiffers }: Differences, dropped: readonly string[]): Differences['flagDiffers'] {
  const lost = new Set(dropped.map((keyword) => keyword.toLowerCase()));
  const left = (flags: string): string =>
    flags
      .split(' ')
      .filter((flag) => !lost.has(flag))
      .join(' ');
  return flagDiffers.filter((pair) => left(pair.source.flags) !== pair.destination.flags);
}

/** As the receipt has it. */
function keywordsDropped(journal: string): readonly string[] {
  const opened = openJournal(journal);
  try {
    return opened.pairs(1).flatMap(({ droppedKeywords }) => Object.keys(droppedKeywords));
  } finally {
    opened.close();
  }
}

/** By the mailbox's name as sent. */
function nameOf(wire: string, uid: number): string {
  const mailbox = source.snapshot.mailboxes.get(wire)?.name ?? wire;
  return source.nameOf(decodeMailboxName(mailbox), uid);
}

async function expectNothingToDo(
  move: ServerMove,
  settings: Partial<MigrationSettings>,
  { copied, failed }: { readonly copied: number; readonly failed: number },
): Promise<void> {
  const before = move.events.length;
  expect(await move.run({ ...settings, verify: 'deep' })).toMatchObject({
    end: 'finished',
    copied,
    failed,
    waiting: 0,
  });
  const copying = move.events
    .slice(before)
    .flatMap((event) => (event.event === 'mailbox' && event.mailbox.phase === 'copying' ? [event.mailbox] : []));
  // What was refused is tried once more in each run; nothing else is.
  expect(copying.filter((mailbox) => mailbox.total - mailbox.done > failed)).toEqual([]);
}

/** One SIGKILL once some messages are there, and then to the end. */
async function killedInTheMiddle(server: CompatServer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'homing-compat-'));
  const account = server.account('killed');
  // Far away, so that the move lasts long enough to be hit.
  const far = await startDelayProxy(account, 30);
  const journal = join(folder, 'journal.db');
  try {
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, source.dovecot.caPem + (account.caPem ?? ''));
    const start = (): HomingProcess =>
      startHoming(
        'run',
        { server: source.dovecot, user: plainUser },
        { server: account, user: account.user, port: far.port },
        { caFile, journal, options: ['--deep'] },
      );
    const killed = start();
    while ((await far.counters()).bytesToServer < someMail && killed.child.exitCode === null) await sleep(2);
    killed.child.kill('SIGKILL');
    expect(await killed.ended, killed.stderr()).toMatchObject({ signal: 'SIGKILL' });
    const last = start();
    expect((await last.ended).code, last.stdout() + last.stderr()).toBe(0);
    const done: unknown = JSON.parse(last.stdout().trim().split('\n').at(-1) ?? '');
    expect(done).toMatchObject({ event: 'done', copied: plainMessages, alreadyThere: 0, failed: 0 });
    const [from, to] = [await snapshotAccount(rawAccount(source.dovecot, plainUser)), await look(server, 'killed')];
    const found = compareSnapshots(from, to);
    const flagDiffers = unexplained(found, keywordsDropped(journal));
    expect(describeDifferences({ ...found, flagDiffers, extraSubscriptions: [] })).toEqual([]);
  } finally {
    await far.stop();
    await rm(folder, { recursive: true });
  }
}
