import { describe, expect, test } from 'vitest';
import type { MailErrorFacts } from '../../../main/engine/mail-error.ts';
import { defaultSettings, type MigrationSettings } from '../../../main/engine/settings.ts';
import { findFlaw } from '../../../main/engine/treat/find-flaw.ts';
import { repairMessage } from '../../../main/engine/treat/repair-message.ts';
import { wrapMessage } from '../../../main/engine/treat/wrap-message.ts';
import { mail } from '../../support/awkward-mail.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { MemoryMove } from '../../support/memory-move.ts';
import { testStoppedEverywhere } from '../stopped-everywhere.ts';

const refused: MailErrorFacts = {
  kind: 'message-refused',
  when: 'never',
  wide: 'message',
  outcome: 'refused',
  serverText: 'Message contains invalid header',
};
const treatments: MigrationSettings['treatments'] = { nul: 'repair', 'line-ends': 'wrap', header: 'repair' };

const plain = (name: string): string => mail(name, `text of ${name}`, name);
const withNul = mail('nul', 'a\0b', 'With a NUL');
const bare = mail('bare', 'a\nb', 'With a bare LF');
/** Two of the same: each must be there, and no third. */
const letters = [plain('one'), withNul, plain('two'), bare, withNul, plain('three')];

/** A server that takes only what RFC 5322 allows. */
function strict(rules: ConstructorParameters<typeof MemoryMail>[0] = {}): MemoryMail {
  return new MemoryMail({ ...rules, refuse: ({ body }) => (findFlaw(body, false) === 'other' ? null : refused) });
}

function freshMove(rules: ConstructorParameters<typeof MemoryMail>[0] = {}): MemoryMove {
  const source = new MemoryMail();
  for (const body of letters) source.put('INBOX', { body, flags: ['\\Seen'] });
  return new MemoryMove(source, strict(rules));
}

const bodiesOf = (move: MemoryMove): string[] =>
  move.destination.mailbox('INBOX').messages.map(({ body }) => body.toString('latin1'));
const expected = [
  ...[plain('one'), plain('two'), plain('three')],
  ...[withNul, withNul].map((body) => repairMessage(Buffer.from(body))?.toString('latin1') ?? ''),
  wrapMessage(Buffer.from(bare)).toString('latin1'),
];

async function expectComplete(move: MemoryMove, what: string): Promise<void> {
  const outcome = await move.run({ treatments });
  expect(outcome, what).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 3 });
  expect(bodiesOf(move).toSorted(), what).toEqual(expected.toSorted());
  move.destination.commands.length = 0;
  await move.run({ treatments });
  expect(move.destination.commands, `${what}: nothing left to do`).toEqual(['inspect']);
}

describe('messages that the destination refuses', () => {
  test('stay behind and are named with what is wrong, unless the person chose otherwise', async () => {
    const move = freshMove();
    expect(await move.run()).toMatchObject({ end: 'finished', copied: 3, failed: 3, altered: 0 });
    const problems = move.events.flatMap((event) => (event.event === 'problem' ? [event.problem] : []));
    expect(problems.map(({ flaw, subject }) => [flaw, subject])).toEqual([
      ['nul', 'With a NUL'],
      ['line-ends', 'With a bare LF'],
      ['nul', 'With a NUL'],
    ]);
    // The choice comes later, and a second run carries it out.
    await expectComplete(move, 'chosen after the first run');
  });

  test('arrive after all others, repaired or wrapped, with flags and dates, and are named as what they are', async () => {
    const move = freshMove();
    await expectComplete(move, 'chosen before');
    const there = move.destination.mailbox('INBOX').messages;
    expect(bodiesOf(move).slice(0, 3)).toEqual(expected.slice(0, 3));
    expect(
      there.every(({ flags, internalDate }) => flags.includes('\\Seen') && internalDate.startsWith('17-Jul-1996')),
    ).toBe(true);
    const named = move.journal
      .exceptions(1, null, 10)
      .map(({ uid, problem }) => [uid, problem?.kind, problem?.treatment, problem?.differs]);
    expect(named).toEqual([
      [2, 'altered', 'repair', ['content']],
      [4, 'altered', 'wrap', ['content']],
      [5, 'altered', 'repair', ['content']],
    ]);
  });

  test('are still named so after everything was looked at again, and one that was changed there is found', async () => {
    const move = freshMove();
    await move.run({ treatments });
    expect(await move.verify('deep')).toMatchObject({ altered: 3, failed: 0 });
    expect(await move.verify('quick')).toMatchObject({ altered: 3, failed: 0 });
    const wrapped = move.destination.mailbox('INBOX').messages.at(-1);
    move.destination.mailbox('INBOX').messages.splice(-1, 1);
    expect(wrapped).toBeDefined();
    expect(await move.verify('deep')).toMatchObject({ failed: 1 });
  });

  test('wait for the next day where reading them once more would be too much for this one', async () => {
    const move = freshMove();
    const bytesPerDay = letters.reduce((sum, body) => sum + Buffer.byteLength(body), 0) + 10;
    const limits = { ...defaultSettings.limits, source: { maxConnections: null, bytesPerDay } };
    const began = move.clock.now();
    expect(await move.run({ treatments, limits })).toMatchObject({ end: 'finished', failed: 0, altered: 3 });
    expect(move.clock.now() - began).toBeGreaterThan(20 * 3_600_000);
    expect(move.events.some(({ event }) => event === 'paused')).toBe(true);
    expect(bodiesOf(move).toSorted()).toEqual(expected.toSorted());
  });

  test('stay behind where no repair is known, or where the new form is refused too', async () => {
    const source = new MemoryMail();
    source.put('INBOX', { body: plain('unloved') });
    source.put('INBOX', { body: withNul });
    const destination = new MemoryMail({ refuse: () => ({ ...refused, serverText: 'Never' }) });
    const move = new MemoryMove(source, destination);
    expect(await move.run({ treatments: { other: 'repair', nul: 'wrap' } })).toMatchObject({ failed: 2, altered: 0 });
    const named = move.journal
      .exceptions(1, null, 10)
      .map(({ problem }) => [problem?.flaw, problem?.serverText, problem?.subject]);
    expect(named).toEqual([
      ['other', 'Never', 'unloved'],
      ['nul', 'Never', 'With a NUL'],
    ]);
  });
});

const servers = {
  'UIDPLUS and MULTIAPPEND': {},
  'neither UIDPLUS nor MULTIAPPEND': { uidPlus: false, multiAppend: false },
};

for (const [name, rules] of Object.entries(servers)) {
  const isUsual = name === 'UIDPLUS and MULTIAPPEND';
  testStoppedEverywhere({
    name,
    fresh: () => freshMove(rules),
    settings: { treatments },
    complete: expectComplete,
    stride: { kill: isUsual ? 1 : 5, loss: 5 },
    leastSteps: 50,
  });
}
