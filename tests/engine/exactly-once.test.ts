import { expect, test } from 'vitest';
import { awkwardAccount } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { allContents, MemoryMove } from '../support/memory-move.ts';
import { release } from './guillotine.ts';
import { testStoppedEverywhere } from './stopped-everywhere.ts';

function freshMove(rules: ConstructorParameters<typeof MemoryMail>[0] = {}): MemoryMove {
  return new MemoryMove(awkwardAccount(), new MemoryMail(rules));
}

async function expectComplete(move: MemoryMove, what: string): Promise<void> {
  const outcome = await move.run();
  expect(outcome, what).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
  expect(allContents(move.destination), what).toEqual(allContents(move.source));
  move.destination.commands.length = 0;
  await move.run();
  expect(move.destination.commands, `${what}: nothing left to do`).toEqual(['inspect']);
}

const servers = {
  'UIDPLUS and MULTIAPPEND': {},
  'MULTIAPPEND without UIDPLUS': { uidPlus: false },
  'neither UIDPLUS nor MULTIAPPEND': { uidPlus: false, multiAppend: false },
};

for (const [name, rules] of Object.entries(servers)) {
  // Every step for the usual kind of server, every third for the others; in the soak every step for all.
  const stride = name === 'UIDPLUS and MULTIAPPEND' ? 1 : 3;
  testStoppedEverywhere({
    name,
    fresh: () => freshMove(rules),
    complete: expectComplete,
    stride: { kill: stride, loss: stride },
    leastSteps: 150,
  });
}

testStoppedEverywhere({
  name: 'messages that pass in pieces, among others',
  fresh: () => new MemoryMove(inPieces(awkwardAccount()), new MemoryMail()),
  complete: expectComplete,
  stride: { kill: 2, loss: 2 },
  leastSteps: 200,
});

/** The same account, most of whose messages are handed over in pieces. */
function inPieces(source: MemoryMail): MemoryMail {
  source.rules = { ...source.rules, largeBytes: 200 };
  return source;
}

test('an APPEND that the server finishes after the connection died is not sent twice', async () => {
  const move = freshMove();
  let appends = 0;
  move.destination.onStep = (name, when) => {
    if (name === 'append' && when === 'before' && ++appends === 2) move.destination.late = [];
  };
  // The server is still busy when we look for the first time, and done before the second look.
  move.clock.onSleep = (ms) => {
    if (ms === 1_000) move.destination.finishLate();
  };
  await move.run();
  release(move);
  await expectComplete(move, 'late APPEND');
});
