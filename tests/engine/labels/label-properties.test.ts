import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mail } from '../../support/awkward-mail.ts';
import { ALL_MAIL, GmailMemory, held } from '../../support/gmail-memory.ts';
import { MemoryMail } from '../../support/memory-mail.ts';
import { MemoryMove } from '../../support/memory-move.ts';

const labels = ['\\Inbox', '\\Sent', '\\Draft', '\\Starred', '\\Important', 'A', 'B', 'A/B', 'A/B/C', 'Ünï &'];

/** A few kinds of messages, so that many are equal in header, content or both. */
const letter = fc.record({
  id: fc.constantFrom('a', 'b', 'c', null),
  text: fc.constantFrom('one', 'two', 'three and more'),
  labels: fc.subarray(labels),
  seen: fc.boolean(),
});
type Letter = typeof letter extends fc.Arbitrary<infer Value> ? Value : never;

const server = fc.record({ uidPlus: fc.boolean(), multiAppend: fc.boolean() });

function filled(letters: readonly Letter[]): GmailMemory {
  const gmail = new GmailMemory();
  for (const one of letters) {
    gmail.put({ body: mail(one.id, one.text), labels: one.labels, flags: one.seen ? ['\\Seen'] : [] });
  }
  return gmail;
}

/** How often each text occurs. */
function counted(lines: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const text = line.slice(line.indexOf('|'));
    counts[text] = (counts[text] ?? 0) + 1;
  }
  return counts;
}

test('whatever the labels, every folder holds what its label shows, also after they changed, and without the journal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(letter, { maxLength: 14 }),
      fc.array(fc.tuple(fc.nat(13), fc.subarray(labels)), { maxLength: 5 }),
      server,
      fc.integer({ min: 1, max: 4 }),
      async (letters, changes, rules, lanes) => {
        const gmail = filled(letters);
        const move = new MemoryMove(gmail.mail, new MemoryMail(rules));
        const settings = { lanes, verify: 'quick' } as const;
        const check = (exact: boolean): void => {
          for (const pair of move.journal.pairs(1)) {
            const there = held(move.destination, pair.destination).sort();
            const wanted = gmail.expected(pair.source).sort();
            if (exact) expect(there).toEqual(wanted);
            // What lost its label stays where it is, and the archive keeps what has got one since.
            for (const [text, count] of Object.entries(counted(wanted)))
              expect(counted(there)[text] ?? 0).toBeGreaterThanOrEqual(count);
          }
        };
        expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 0, waiting: 0, altered: 0 });
        check(true);
        const uids = gmail.mail.mailbox(ALL_MAIL).messages.map(({ uid }) => uid);
        for (const [at, next] of changes) {
          const uid = uids[at];
          if (uid !== undefined) gmail.relabel(uid, next);
        }
        expect(await move.run(settings)).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
        check(false);
        move.loseJournal();
        const before = move.destination.commands.length;
        expect(await move.run(settings)).toMatchObject({ end: 'finished', copied: 0, failed: 0, waiting: 0 });
        expect(move.destination.commands.slice(before)).not.toContain('append');
        check(false);
        move.journal.close();
      },
    ),
    { numRuns: 120 },
  );
});

test('whatever is in the folders already, nothing is doubled and nothing is missing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(letter, { maxLength: 10 }),
      fc.array(fc.tuple(fc.constantFrom('INBOX', 'A', 'A/B', 'Archive'), letter), { maxLength: 8 }),
      server,
      async (letters, there, rules) => {
        const gmail = filled(letters);
        const destination = new MemoryMail(rules);
        for (const [name, one] of there) destination.put(name, { body: mail(one.id, one.text) });
        const had = new Map([...destination.mailboxes.keys()].map((name) => [name, counted(held(destination, name))]));
        const move = new MemoryMove(gmail.mail, destination);
        expect(await move.run({ lanes: 2 })).toMatchObject({ end: 'finished', failed: 0, waiting: 0 });
        for (const pair of move.journal.pairs(1)) {
          const wanted = counted(gmail.expected(pair.source));
          const before = had.get(pair.destination) ?? {};
          const now = counted(held(destination, pair.destination));
          for (const text of new Set([...Object.keys(wanted), ...Object.keys(before)]))
            expect(now[text] ?? 0).toBe(Math.max(wanted[text] ?? 0, before[text] ?? 0));
        }
        move.journal.close();
      },
    ),
    { numRuns: 120 },
  );
});
