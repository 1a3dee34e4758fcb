import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MailError } from '../../main/engine/mail-error.ts';
import { letPass, type DestinationSession, type MailAccount } from '../../main/engine/ports.ts';
import { mail } from '../support/awkward-mail.ts';
import { MemoryMail } from '../support/memory-mail.ts';
import { MemoryMove } from '../support/memory-move.ts';
import { PoorLink } from '../support/poor-link.ts';

/** How a source answers a FETCH of several messages. */
interface Answering {
  /** Messages are answered in an order of its own. */
  readonly shuffle: readonly number[];
  /** Messages that it leaves out when they are asked for among others. */
  readonly leftOut: ReadonlySet<number>;
  /** Messages for which it refuses the whole command, when they are asked for among others. */
  readonly refused: ReadonlySet<number>;
  /** Messages that it hands over on its second connection only. */
  readonly late: ReadonlySet<number>;
}

/** Scripted: no real server does all of this. */
function answering(account: MailAccount<DestinationSession>, rules: Answering): MailAccount<DestinationSession> {
  let connections = 0;
  return {
    connect: async (signal) => {
      const session = await account.connect(signal);
      connections += 1;
      const isFirst = connections === 1;
      const fetchBodies: DestinationSession['fetchBodies'] = async (uids, onMessage) => {
        const found: [number, Buffer][] = [];
        await session.fetchBodies(uids, (uid, body) => void found.push([uid, body]), letPass);
        const isAlone = found.length === 1;
        if (!isAlone && found.some(([uid]) => rules.refused.has(uid)))
          throw new MailError({ kind: 'refused', when: 'later', wide: 'message', outcome: 'refused', side: 'source' });
        const place = ([uid]: [number, Buffer]): number => rules.shuffle[uid % rules.shuffle.length] ?? 0;
        for (const [uid, body] of found.toSorted((one, other) => place(one) - place(other))) {
          if ((!isAlone && rules.leftOut.has(uid)) || (isFirst && rules.late.has(uid))) continue;
          await onMessage(uid, body);
        }
      };
      const fetchInParts: DestinationSession['fetchInParts'] = (uid, ...takers) =>
        isFirst && rules.late.has(uid) ? Promise.resolve(false) : session.fetchInParts(uid, ...takers);
      const own: Partial<DestinationSession> = { fetchBodies, fetchInParts };
      return new Proxy(session, {
        get: (target, name) => {
          const member: unknown = Reflect.get(own, name) ?? Reflect.get(target, name, target);
          return typeof member === 'function' ? (member.bind(target) as unknown) : member;
        },
      });
    },
  };
}

const subset = fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { maxLength: 4 }).map((uids) => new Set(uids));
const cuts = fc.array(fc.integer({ min: 300, max: 9_000 }), { maxLength: 12 });

test('whatever breaks, and however the source answers: what arrives in one run stands in the order of the source', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 10, max: 3_000 }), { minLength: 1, maxLength: 24 }),
      fc.record({
        shuffle: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 24 }),
        leftOut: subset,
        refused: subset,
        late: subset,
      }),
      fc.record({ source: cuts, destination: cuts, stored: fc.array(fc.boolean(), { minLength: 1 }) }),
      fc.record({ batchMessages: fc.integer({ min: 1, max: 30 }), batchBytes: fc.integer({ min: 500, max: 20_000 }) }),
      async (sizes, rules, links, settings) => {
        const source = new MemoryMail();
        for (const [n, size] of sizes.entries())
          source.put('INBOX', { body: mail(`m${String(n)}`, 'x'.repeat(size), `Letter ${String(n + 1)}`) });
        const move = new MemoryMove(source, new MemoryMail());
        const [from, to] = [source.account.bind(source), move.destination.account.bind(move.destination)];
        const carries = (list: number[]) => (): number => list.shift() ?? Number.POSITIVE_INFINITY;
        const { stored } = links;
        let broken = 0;
        const linkFrom = new PoorLink({ side: 'source', carries: carries([...links.source]) });
        const linkTo = new PoorLink({
          side: 'destination',
          carries: carries([...links.destination]),
          isStored: () => stored[broken++ % stored.length] === true,
        });
        source.account = () => answering(linkFrom.to(from()), rules);
        move.destination.account = () => linkTo.to(to());
        const outcome = await move.run({ ...settings, verify: 'none', attempts: 20 });
        move.journal.close();

        const named = new Set(
          move.events.flatMap((event) => (event.event === 'problem' && event.uid !== null ? [event.uid] : [])),
        );
        const arrived = move.destination.mailbox('INBOX').messages.map(({ body }) => numberOf(body));
        expect(arrived).toEqual(arrived.toSorted((one, other) => one - other));
        expect(new Set(arrived).size).toBe(arrived.length);
        if (outcome.end === 'finished') expect(arrived.length + named.size).toBe(sizes.length);
      },
    ),
    { numRuns: 150 },
  );
});

function numberOf(body: Buffer): number {
  return Number(/Letter (\d+)/.exec(body.toString())?.[1]);
}
