import { expect, test } from 'vitest';
import { mail } from '../../support/awkward-mail.ts';
import { GmailMemory, held } from '../../support/gmail-memory.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { MemoryMove } from '../../support/memory-move.ts';
import { release } from '../guillotine.ts';
import { testStoppedEverywhere } from '../stopped-everywhere.ts';

class LabelMove extends MemoryMove {
  readonly gmail: GmailMemory;

  constructor(rules: ConstructorParameters<typeof MemoryMail>[0]) {
    const gmail = new GmailMemory();
    gmail.put({ body: mail('one', 'first'), labels: ['\\Inbox', 'Work'], flags: ['\\Seen'] });
    gmail.put({ body: mail('twin', 'twin'), labels: ['\\Inbox', 'Work', 'Work/Deep'] });
    gmail.put({ body: mail('twin', 'twin'), labels: ['Work'] });
    gmail.put({ body: mail('archived', 'nowhere'), labels: [] });
    gmail.put({ body: mail(null, 'no id'), labels: ['Work', 'Work/Deep'] });
    super(gmail.mail, new MemoryMail(rules));
    this.gmail = gmail;
  }
}

/** Every folder holds what its label says. */
function expectLabels(move: LabelMove, what: string): void {
  const pairs = move.journal.pairs(1);
  for (const source of move.gmail.folders()) {
    const { destination = '' } = pairs.find((one) => one.source === source) ?? {};
    const there = held(move.destination, destination).sort();
    expect(there, `${what}: ${source}`).toEqual(move.gmail.expected(source).sort());
  }
}

async function expectComplete(move: LabelMove, what: string): Promise<void> {
  const outcome = await move.run();
  expect(outcome, what).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
  expectLabels(move, what);
  move.destination.commands.length = 0;
  move.source.commands.length = 0;
  await move.run();
  expect([...move.source.commands, ...move.destination.commands], `${what}: nothing left to do`).toEqual([
    'inspect',
    'inspect',
  ]);
}

const servers = {
  'UIDPLUS and MULTIAPPEND': {},
  'neither UIDPLUS nor MULTIAPPEND': { uidPlus: false, multiAppend: false },
};

for (const [name, rules] of Object.entries(servers)) {
  const isUsual = name === 'UIDPLUS and MULTIAPPEND';
  testStoppedEverywhere({
    name,
    fresh: () => new LabelMove(rules),
    complete: expectComplete,
    // Every step for the usual kind of server; in the soak for all.
    stride: { kill: isUsual ? 1 : 5, loss: isUsual ? 1 : 5 },
    leastSteps: 150,
  });
}

test('a COPY that the server finishes after the connection died is not made twice', async () => {
  const move = new LabelMove({});
  let copies = 0;
  move.destination.onStep = (name, when) => {
    if (name === 'copy' && when === 'before' && ++copies === 1) move.destination.late = [];
  };
  move.clock.onSleep = (ms) => {
    if (ms === 1_000) move.destination.finishLate();
  };
  await move.run();
  expect(copies).toBeGreaterThan(0);
  release(move);
  await expectComplete(move, 'late COPY');
});

test('without the journal, after everything has arrived, nothing is copied again', async () => {
  const move = new LabelMove({});
  await move.run();
  move.loseJournal();
  move.destination.commands.length = 0;
  expect(await move.run()).toMatchObject({ end: 'finished', copied: 0, failed: 0, waiting: 0 });
  expect(move.destination.commands.filter((name) => name === 'append' || name === 'copy')).toEqual([]);
  expectLabels(move, 'journal lost at the end');
});

test('All Mail got another UIDVALIDITY: what arrived is recognised', async () => {
  const move = new LabelMove({});
  await move.run();
  const all = move.gmail.mail.mailbox('[Gmail]/All Mail');
  all.uidValidity += 1_000;
  all.messages = all.messages.map((message) => ({ ...message, uid: message.uid + 100 }));
  all.uidNext += 100;
  move.destination.commands.length = 0;
  expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
  expect(move.destination.commands.filter((name) => name === 'append' || name === 'copy')).toEqual([]);
  expectLabels(move, 'new UIDVALIDITY');
});
