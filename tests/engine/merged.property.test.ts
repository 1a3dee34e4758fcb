import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../main/engine/settings.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { MemoryMove } from '../support/memory-move.ts';

/** A few kinds of messages, so that many are equal in header, content or both. */
const kind = fc.record({
  id: fc.constantFrom('a', 'b', null),
  text: fc.constantFrom('one', 'two', 'three and more'),
  date: fc.constantFrom('17-Jul-1996 02:44:25 -0700', '18-Jul-1996 02:44:25 -0700'),
});
const kinds = fc.array(kind, { maxLength: 8 });
type Kind = typeof kind extends fc.Arbitrary<infer Value> ? Value : never;

function put(server: MemoryMail, mailbox: string, messages: readonly Kind[]): void {
  for (const { id, text, date } of messages) server.put(mailbox, { body: mail(id, text), internalDate: date });
}

/** How often each byte sequence occurs in some mailboxes. */
function countBodies(server: MemoryMail, mailboxes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { body } of mailboxes.flatMap((name) => server.mailboxes.get(name)?.messages ?? [])) {
    counts.set(body.toString(), (counts.get(body.toString()) ?? 0) + 1);
  }
  return counts;
}

test('whatever two mailboxes and the one they go to hold, each content is there as often as in both together, or as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      kinds,
      kinds,
      fc.array(kind, { maxLength: 12 }),
      fc.record({ uidPlus: fc.boolean(), multiAppend: fc.boolean(), stopAt: fc.integer({ min: 1, max: 12 }) }),
      fc.constantFrom('Work', 'INBOX'),
      async (one, other, there, { stopAt, ...rules }, into) => {
        const [source, destination] = [new MemoryMail(), new MemoryMail(rules)];
        for (const name of ['Work', 'Lists']) source.make(name);
        put(source, into, one);
        put(source, 'Lists', other);
        put(destination, into, there);
        const wanted = countBodies(source, [into, 'Lists']);
        const had = countBodies(destination, [into]);
        const plan = { ...defaultSettings.plan, decisions: { Lists: { mergeInto: into } } };
        const move = new MemoryMove(source, destination);
        const stop = new AbortController();
        let seen = 0;
        destination.onStep = (_, when) => {
          if (when === 'after' && ++seen === stopAt) stop.abort();
        };
        await move.run({ plan, lanes: 3 }, stop.signal);
        destination.onStep = () => {};
        expect(await move.run({ plan, lanes: 3 })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
        const now = countBodies(destination, [into]);
        for (const body of new Set([...wanted.keys(), ...had.keys()])) {
          expect(now.get(body)).toBe(Math.max(wanted.get(body) ?? 0, had.get(body) ?? 0));
        }
        move.loseJournal();
        expect(await move.run({ plan })).toMatchObject({ copied: 0, alreadyThere: one.length + other.length });
        move.journal.close();
      },
    ),
    { numRuns: 150 },
  );
});
