import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';
import { assignRoles, isSelectable, roleByPath } from '../../../main/engine/plan/mailbox-role.ts';
import type { AccountFacts, MailboxRole } from '../../../shared/model/mailbox.ts';
import type { MigrationPlan, PlanOptions } from '../../../shared/model/plan.ts';
import { account, DEFAULTS, type AccountShape, type MailboxShape } from './account-builder.ts';

const NOTHING_KNOWN: ReadonlyMap<string, string> = new Map();

/** Names that speak of roles, as years and several programs leave them behind, and some that do not. */
const spoken = fc.constantFrom(
  ...['Sent', 'sent', 'Sent Items', 'Sent Messages', 'Gesendet', 'INBOX/Sent', '[Gmail]/Sent Mail', '[Gmail]/Sent'],
  ...['Trash', 'Deleted Items', 'Papierkorb', 'Trash/old', 'Junk', 'Spam', 'Indésirables'],
  ...['Archive', 'Archives', 'Archive/2020', 'Drafts', 'Brouillons', 'INBOX/Drafts', 'Work'],
);
const MARKS: Readonly<Partial<Record<MailboxRole, string>>> = {
  ...{ sent: '\\Sent', drafts: '\\Drafts', archive: '\\Archive', junk: '\\Junk', trash: '\\Trash' },
};
type Named = readonly (readonly [string, MailboxShape])[];

/** @param least messages in each: of an empty one nothing could be there twice */
function mailboxes(most: number, least: number): fc.Arbitrary<Named> {
  const shape = fc.record({
    mark: fc.constantFrom('none', 'none', 'none', 'role', 'noselect'),
    other: fc.constantFrom(...Object.values(MARKS)),
    messages: fc.integer({ min: least, max: 4 }),
  });
  return fc.uniqueArray(fc.tuple(spoken, shape), { selector: ([name]) => name, maxLength: most }).map((found) =>
    found.map(([name, { mark, other, messages }]) => {
      const role = markOf(name) ?? (name === 'Work' && least > 0 ? other : null);
      const marks = mark === 'role' && role !== null ? [role] : mark === 'noselect' ? ['\\Noselect'] : [];
      return [name, { attributes: marks, messages }] as const;
    }),
  );
}

/** The attribute of what a name speaks of. */
function markOf(name: string): string | null {
  const role = roleByPath({ name, delimiter: '/' }, { prefix: '', delimiter: '/' });
  return role === null ? null : (MARKS[role] ?? null);
}

/** How a server marks mailboxes. */
interface Marking {
  /** By name, whoever makes it, as Dovecot does. */
  readonly byName: Readonly<Record<string, string>>;
  /** Where it is asked to in CREATE (RFC 6154 3). */
  readonly asked: boolean;
}

const marking: fc.Arbitrary<Marking> = fc.oneof(
  fc.constant({ byName: {}, asked: false }),
  fc.constant({ byName: {}, asked: true }),
  fc.subarray(['Sent', 'Sent Messages', 'Trash', 'Junk', 'Spam', 'Drafts', 'Archive']).map((names) => ({
    byName: Object.fromEntries(names.flatMap((name) => [[name, markOf(name) ?? '']])),
    asked: false,
  })),
);

const namespaces = fc.constantFrom(
  { prefix: '', delimiter: '/' },
  { prefix: '', delimiter: '.' },
  { prefix: 'INBOX.', delimiter: '.' },
);

interface Move {
  readonly source: AccountShape;
  readonly destination: AccountFacts;
  readonly marking: Marking;
  readonly options: PlanOptions;
}

const moves: fc.Arbitrary<Move> = fc
  .record({
    source: mailboxes(8, 1),
    there: mailboxes(3, 0),
    marking,
    namespace: namespaces,
    serverName: fc.constantFrom(null, 'Dovecot'),
    options: fc.record({ spam: fc.boolean(), trash: fc.boolean() }),
  })
  .map(({ source, there, marking: how, namespace, serverName, options }) => {
    const { prefix, delimiter } = namespace;
    const capabilities = new Set(
      how.asked ? ['SPECIAL-USE', 'CREATE-SPECIAL-USE'] : Object.keys(how.byName).length > 0 ? ['SPECIAL-USE'] : [],
    );
    const named = there.map(([name, shape]) => [prefix + name.replaceAll('/', delimiter), shape] as const);
    const unique = [...new Map(named)].map(([name, shape]) => [name, marked(name, shape, how, prefix)] as const);
    return {
      source: { mailboxes: source },
      destination: account({ ...namespace, serverName, capabilities, mailboxes: unique }),
      marking: how,
      options: { ...DEFAULTS, ...options },
    };
  });

function marked(name: string, shape: MailboxShape, { byName }: Marking, prefix: string): MailboxShape {
  const given = byName[name.slice(prefix.length)];
  return given === undefined || shape.attributes?.includes('\\Noselect')
    ? shape
    : { ...shape, attributes: [...new Set([...(shape.attributes ?? []), given])] };
}

/** The destination after a run: what the plan took along is there, filled, and marked as the server marks. */
function afterwards({ destination, marking: how }: Move, plan: MigrationPlan): AccountFacts {
  const { prefix, delimiter } = destination.namespace;
  const there = new Map(destination.mailboxes.filter((one) => isSelectable(one)).map((one) => [one.name, one]));
  const used = new Set(assignRoles(destination).values());
  const made = new Map<string, MailboxShape>();
  for (const { destination: name, role, messages } of plan.pairs) {
    const use = how.asked && role !== null && !used.has(role) ? [MARKS[role] ?? ''] : [];
    made.set(name, marked(name, { attributes: use, messages }, how, prefix));
  }
  const filled = new Map(plan.pairs.map((pair) => [pair.destination, pair.messages]));
  const fresh = account({ delimiter, mailboxes: [...made].filter(([name]) => !there.has(name)) });
  const kept = [...there.values()].map((one) => ({
    ...one,
    status: one.status && { ...one.status, messages: one.status.messages + (filled.get(one.name) ?? 0) },
  }));
  const left = destination.mailboxes.filter((one) => !isSelectable(one) && !made.has(one.name));
  return {
    ...destination,
    mailboxes: [...fresh.mailboxes.filter((one) => made.has(one.name) && !there.has(one.name)), ...kept, ...left],
  };
}

function namesOf(plan: MigrationPlan): Record<string, string> {
  return Object.fromEntries([...plan.pairs, ...plan.parents].map((one) => [one.source, one.destination]));
}

describe('mailboxes for one purpose, at any two accounts', () => {
  it('go to the same places when the journal is lost and new mail has come', () => {
    fc.assert(
      fc.property(moves, fc.infiniteStream(fc.nat(9)), (move, more) => {
        const { options, destination } = move;
        const source = account(move.source);
        const everything = { ...options, spam: true, trash: true };
        const first = buildPlan(source, destination, options, NOTHING_KNOWN);
        const names = namesOf(buildPlan(source, destination, everything, NOTHING_KNOWN));
        const later = afterwards(move, first);
        const grown = {
          ...source,
          mailboxes: source.mailboxes.map((one) => ({
            ...one,
            status: one.status && { ...one.status, messages: one.status.messages + Number(more.next().value) },
          })),
        };
        const again = namesOf(buildPlan(grown, later, everything, NOTHING_KNOWN));
        expect(again, JSON.stringify(later.mailboxes.map((one) => [one.name, one.attributes]))).toEqual(names);
      }),
      { numRuns: 2_000 },
    );
  });
});
