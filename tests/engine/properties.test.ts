import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { contents, MemoryMove } from '../support/memory-move.ts';

/** A few kinds of messages, so that many are equal in header, content or both. */
const kind = fc.record({
  id: fc.constantFrom('a', 'b', null),
  text: fc.constantFrom('one', 'two', 'three and more'),
  date: fc.constantFrom('17-Jul-1996 02:44:25 -0700', '18-Jul-1996 02:44:25 -0700'),
});
type Kind = typeof kind extends fc.Arbitrary<infer Value> ? Value : never;

function put(server: MemoryMail, messages: readonly Kind[]): void {
  for (const { id, text, date } of messages) server.put('INBOX', { body: mail(id, text), internalDate: date });
}

/** How often each byte sequence occurs. */
function countBodies(server: MemoryMail): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { body } of server.mailbox('INBOX').messages) {
    counts.set(body.toString(), (counts.get(body.toString()) ?? 0) + 1);
  }
  return counts;
}

test('whatever both sides hold, each content is there afterwards as often as the side that had more of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(kind, { maxLength: 12 }),
      fc.array(kind, { maxLength: 12 }),
      fc.boolean(),
      async (here, there, uidPlus) => {
        const [source, destination] = [new MemoryMail(), new MemoryMail({ uidPlus })];
        put(source, here);
        put(destination, there);
        const [wanted, had] = [countBodies(source), countBodies(destination)];
        const move = new MemoryMove(source, destination);
        expect(await move.run()).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
        const now = countBodies(destination);
        for (const body of new Set([...wanted.keys(), ...had.keys()])) {
          expect(now.get(body)).toBe(Math.max(wanted.get(body) ?? 0, had.get(body) ?? 0));
        }
        move.loseJournal();
        expect(await move.run()).toMatchObject({ copied: 0, alreadyThere: here.length });
        move.journal.close();
      },
    ),
    { numRuns: 150 },
  );
});

test('whichever messages of a batch are refused, all others arrive in their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      async (refused, batchMessages, uidPlus) => {
        const source = new MemoryMail();
        for (const [n, bad] of refused.entries()) source.put('INBOX', { body: mail(String(n), bad ? 'BAD' : 'good') });
        const destination = new MemoryMail({
          uidPlus,
          refuse: ({ body }) =>
            body.includes('BAD')
              ? { kind: 'message-refused', when: 'never', wide: 'message', outcome: 'refused' }
              : null,
        });
        const move = new MemoryMove(source, destination);
        const bad = refused.filter(Boolean).length;
        expect(await move.run({ batchMessages })).toMatchObject({
          failed: bad,
          copied: refused.length - bad,
          waiting: 0,
        });
        const expected = contents(source, 'INBOX').filter((_, index) => refused[index] === false);
        expect(contents(destination, 'INBOX')).toEqual(expected);
        move.journal.close();
      },
    ),
    { numRuns: 100 },
  );
});
