import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../main/engine/plan/build-plan.ts';
import { foldName } from '../../../main/engine/plan/fold-name.ts';
import { wireLength } from '../../../main/engine/plan/mailbox-name.ts';
import { nameProblem } from '../../../main/engine/plan/name-problem.ts';
import { limitsOf } from '../../../main/engine/plan/name-limits.ts';
import { splitName } from '../../../main/engine/plan/mailbox-path.ts';
import { isSelectable, markedRole } from '../../../main/engine/plan/mailbox-role.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from '../../../shared/modified-utf7.ts';
import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import type { MigrationPlan, PlanOptions } from '../../../shared/model/plan.ts';
import { processorTime } from '../../support/processor-time.ts';
import { account, DEFAULTS } from './account-builder.ts';

/** Few enough that they meet often, in spellings, replacements and numbers that must be kept apart. */
const colliding = fc.constantFrom(
  'a',
  'A',
  'a (2)',
  'A (2)',
  'é',
  'e\u0301',
  'É',
  'a.a',
  'a-a',
  'a/a',
  'a_a',
  'a%a',
  'a"A',
);
const special = fc.constantFrom('INBOX', 'inbox', 'Sent', 'sent', 'Sent Items', 'Trash', 'Spam', 'Archive', '[Gmail]');
const component = fc.oneof(
  { weight: 5, arbitrary: colliding },
  { weight: 3, arbitrary: special },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '..', '~a', 'ǆ', 'Ǆ', 'Straße', 'STRASSE', 'new') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.nat(6).map((length) => 'Переписка '.repeat(length * 2)) },
);
const attributes = fc.oneof(
  { weight: 6, arbitrary: fc.constant<string[]>([]) },
  {
    weight: 3,
    arbitrary: fc.subarray([
      '\\Noselect',
      '\\NonExistent',
      '\\Sent',
      '\\Trash',
      '\\Junk',
      '\\All',
      '\\NoInferiors',
      '\\Archive',
    ]),
  },
);
const namespaces = fc.constantFrom(
  { prefix: '', delimiter: '/' },
  { prefix: '', delimiter: '.' },
  { prefix: 'INBOX.', delimiter: '.' },
  { prefix: 'INBOX/', delimiter: '/' },
  { prefix: '', delimiter: '\\' },
  { prefix: '', delimiter: null },
);
const mailboxShape = fc.record({
  attributes,
  messages: fc.nat(5),
  size: fc.option(fc.nat(1_000)),
  refused: fc.boolean(),
});

/** Accounts with names that hurt, up to thirteen levels deep, with or without the namespace's prefix. */
function accounts(most: number): fc.Arbitrary<AccountFacts> {
  const path = fc.oneof(
    { weight: 9, arbitrary: fc.array(component, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(component, { minLength: 9, maxLength: 13 }) },
  );
  const entry = fc.tuple(path, fc.boolean(), mailboxShape);
  const serverName = fc.constantFrom(null, 'Dovecot', 'Cyrus IMAP', 'Zimbra');
  return fc
    .tuple(namespaces, fc.array(entry, { maxLength: most, size: 'max' }), serverName)
    .map(([namespace, entries, server]) => {
      const mailboxes = entries.map(([components, outside, shape]) => {
        const name = (outside ? '' : namespace.prefix) + components.join(namespace.delimiter ?? '/');
        return [name, shape] as const;
      });
      const unique = [...new Map(mailboxes)];
      return account({ ...namespace, mailboxes: unique, serverName: server });
    });
}

const filters = {
  include: fc.subarray(['**', 'a*', 'T*']),
  exclude: fc.subarray(['Sent', '*/*']),
  spam: fc.boolean(),
  trash: fc.boolean(),
};
const options: fc.Arbitrary<PlanOptions> = fc.record({
  ...filters,
  decisions: fc.constant({}),
  under: fc.constant(null),
});
const EVERYTHING: PlanOptions = { ...DEFAULTS, spam: true, trash: true };
/** Names a person might type: existing ones, made-up ones, nonsense. */
const typed = fc.oneof(
  fc.constantFrom('', '/', 'INBOX', 'inbox', 'Old mail', 'old mail', 'INBOX.Old', 'INBOX/Old', 'Trash', 'a//b/'),
  fc.array(component, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
  fc.array(component, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('.')),
);

/** Two accounts, and decisions about some of the source's mailboxes; the destination's own names are chosen as well. */
const decided = fc.tuple(accounts(20), accounts(8)).chain(([source, destination]) => {
  const chosen = fc.oneof(typed, fc.constantFrom(...destination.mailboxes.map((one) => one.name)));
  const name = fc.constantFrom(...source.mailboxes.map((one) => one.name), 'gone', 'constructor');
  const decision = fc.record({ include: fc.boolean(), destination: chosen, mergeInto: name }, { requiredKeys: [] });
  const decisions = fc.array(fc.tuple(name, decision), { maxLength: 8 }).map((pairs) => Object.fromEntries(pairs));
  const under = fc.option(chosen, { freq: 2 });
  return fc.tuple(fc.constant({ source, destination }), fc.record({ ...filters, decisions, under }));
});

const NOTHING_KNOWN: ReadonlyMap<string, string> = new Map();

function destinations(plan: MigrationPlan): Map<string, string> {
  return new Map([...plan.pairs, ...plan.parents].map((one) => [one.source, one.destination]));
}

/** What a server takes for one name: the two may differ in case, in spaces at the ends and in Unicode's forms, unless it is known to tell them apart. */
function keyAt(destination: AccountFacts): (name: string) => string {
  if (limitsOf(destination).tellsApart) return (name) => name.normalize('NFC');
  const { delimiter } = destination.namespace;
  const parts = (name: string): string[] => (delimiter === null ? [name] : name.split(delimiter));
  return (name) =>
    foldName(
      parts(name)
        .map((part) => part.trim())
        .join(delimiter ?? ''),
    );
}

/** The name of a source mailbox with nothing but prefix and delimiter changed. */
function samePath(name: string, source: AccountFacts, { namespace, mailboxes }: AccountFacts): string {
  const mailbox = { name, delimiter: source.namespace.delimiter };
  const { components } = splitName(mailbox, source.namespace);
  const [first, ...rest] = components;
  const delimiter = namespace.delimiter ?? '/';
  const isClosed = mailboxes.some((one) => /^inbox$/i.test(one.name) && one.attributes.includes('\\NoInferiors'));
  const isBelow = first === 'INBOX' && (rest.length > 0 || namespace.prefix === '');
  if (first === 'INBOX' && rest.length === 0) return 'INBOX';
  const isOpen = namespace.prefix === '' && namespace.delimiter !== null && !isClosed;
  const path = isBelow ? [...(isOpen ? ['INBOX'] : []), ...rest] : components;
  return (namespace.prefix + path.join(delimiter)).normalize('NFC');
}

/** The destination after a run: what the plan makes is there, in a listing of another order. */
function afterwards(destination: AccountFacts, plan: MigrationPlan): AccountFacts {
  // A name that only held others, or was not there but subscribed to, is a mailbox once it was created.
  const there = new Set(destination.mailboxes.filter((one) => isSelectable(one)).map((one) => one.name));
  const made = new Set([...destinations(plan).values()].filter((name) => !there.has(name)));
  const { mailboxes } = account({ delimiter: destination.namespace.delimiter, mailboxes: [...made] });
  const childless = new Set(
    destination.mailboxes.filter((one) => one.attributes.includes('\\NoInferiors')).map((one) => one.name),
  );
  const added = mailboxes
    .filter((one) => made.has(one.name))
    .map((one) => (childless.has(one.name) ? { ...one, attributes: ['\\NoInferiors'] } : one));
  return { ...destination, mailboxes: [...added, ...destination.mailboxes.filter((one) => !made.has(one.name))] };
}

describe('buildPlan, for any two accounts', () => {
  it('accounts for every source mailbox exactly once', () => {
    fc.assert(
      fc.property(accounts(25), accounts(8), options, (source, destination, chosen) => {
        const plan = buildPlan(source, destination, chosen, NOTHING_KNOWN);
        const listed = [...plan.pairs, ...plan.parents, ...plan.leftOut].map((one) => one.source);
        expect(listed.sort()).toEqual(source.mailboxes.map((one) => one.name).sort());
      }),
    );
  });

  it('gives no two mailboxes one destination, nor two that a server could take for one', () => {
    fc.assert(
      fc.property(accounts(25), accounts(8), (source, destination) => {
        // What only holds others takes no name away.
        const names = buildPlan(source, destination, EVERYTHING, NOTHING_KNOWN).pairs.map((pair) => pair.destination);
        expect(new Set(names).size).toBe(names.length);
        const key = keyAt(destination);
        // Two spellings the destination already has side by side, it tells apart.
        const existing = new Set(destination.mailboxes.map((one) => one.name));
        const made = names.filter((name) => !existing.has(name)).map((name) => key(name));
        expect(new Set(made).size).toBe(made.length);
        const there = new Set([...existing].map((name) => key(name)));
        const selectable = destination.mailboxes.filter((one) => one.status !== null);
        if (selectable.length === destination.mailboxes.length)
          for (const name of made) expect(there).not.toContain(name);
      }),
    );
  });

  it('makes only names the destination can hold', () => {
    fc.assert(
      fc.property(accounts(25), accounts(8), (source, destination) => {
        const { prefix, delimiter } = destination.namespace;
        const limits = limitsOf(destination);
        const existing = new Set(destination.mailboxes.map((one) => one.name));
        for (const name of destinations(buildPlan(source, destination, EVERYTHING, NOTHING_KNOWN)).values()) {
          if (name === 'INBOX' || existing.has(name)) continue;
          expect(name).not.toBe(prefix);
          expect(decodeModifiedUtf7(encodeModifiedUtf7(name))).toBe(name);
          // What the destination has outside its prefix is used, and so is the place below it.
          const below = [prefix, ...[...existing].map((one) => one + (delimiter ?? ''))];
          expect(below.some((start) => foldName(name).startsWith(foldName(start)))).toBe(true);
          expect(wireLength(name)).toBeLessThanOrEqual(limits.maxPathBytes);
          const parts = delimiter === null ? [name] : name.split(delimiter);
          expect(parts.length).toBeLessThanOrEqual(Math.max(limits.maxDepth, deepest(destination)));
          for (const part of parts) {
            expect(wireLength(part)).toBeLessThanOrEqual(limits.maxComponentBytes);
            if (existing.size > 1) continue;
            expect(part).not.toMatch(/[\p{Cc}\u2028\u2029]|^\.{0,2}$/u);
            for (const character of limits.forbidden) expect(part).not.toContain(character);
            if (limits.cutsSpaces) expect(part.trim()).toBe(part);
          }
        }
      }),
    );
  });

  it('tells why a name is another one, and nothing of one that is not', () => {
    fc.assert(
      fc.property(accounts(25), accounts(8), (source, destination) => {
        for (const pair of buildPlan(source, destination, EVERYTHING, NOTHING_KNOWN).pairs) {
          const isGmails = /^(?:inbox.)?\[Gmail\]/i.test(pair.source);
          if (isGmails) continue;
          const same = samePath(pair.source, source, destination);
          expect([pair.source, pair.destination, pair.renamed.length > 0]).toEqual([
            ...[pair.source, pair.destination],
            pair.destination !== same,
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('depends on the order of no listing', () => {
    fc.assert(
      fc.property(
        accounts(20),
        accounts(8),
        options,
        fc.infiniteStream(fc.nat()),
        (source, destination, chosen, random) => {
          const shuffled = (facts: AccountFacts): AccountFacts => ({
            ...facts,
            mailboxes: facts.mailboxes
              .map((mailbox) => ({ mailbox, key: Number(random.next().value) }))
              .sort((one, other) => one.key - other.key)
              .map(({ mailbox }) => mailbox),
          });
          const plan = buildPlan(source, destination, chosen, NOTHING_KNOWN);
          expect(buildPlan(shuffled(source), shuffled(destination), chosen, NOTHING_KNOWN)).toEqual(plan);
        },
      ),
    );
  });

  it('makes the same names again, with the journal and without, whatever is chosen', () => {
    fc.assert(
      fc.property(accounts(20), accounts(4), options, (source, destination, chosen) => {
        const first = buildPlan(source, destination, EVERYTHING, NOTHING_KNOWN);
        const names = destinations(first);
        const later = afterwards(destination, first);
        const known = new Map(first.pairs.map((pair) => [pair.source, pair.destination]));
        for (const plan of [
          buildPlan(source, later, EVERYTHING, known),
          buildPlan(source, later, EVERYTHING, NOTHING_KNOWN),
          buildPlan(source, destination, chosen, NOTHING_KNOWN),
        ]) {
          for (const pair of plan.pairs)
            expect([pair.source, pair.destination]).toEqual([pair.source, names.get(pair.source)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes seconds for thousands of names that all come down to one', () => {
    const mailboxes = Array.from({ length: 5_000 }, (_, index) =>
      'a'.repeat(12).replace(/a/g, (_a, at: number) => ((index >> at) & 1 ? 'A' : 'a')),
    );
    const took = processorTime(() => {
      const unique = [...new Set(mailboxes)];
      const plan = buildPlan(account({ mailboxes: unique }), account({}), DEFAULTS, NOTHING_KNOWN);
      expect(new Set(plan.pairs.map((pair) => foldName(pair.destination))).size).toBe(unique.length + 1);
    });
    expect(took).toBeLessThan(5_000);
  });
});

describe('buildPlan with decisions, for any two accounts', () => {
  it('accounts for every source mailbox exactly once', () => {
    fc.assert(
      fc.property(decided, ([{ source, destination }, chosen]) => {
        const plan = buildPlan(source, destination, chosen, NOTHING_KNOWN);
        const listed = [...plan.pairs, ...plan.parents, ...plan.leftOut].map((one) => one.source);
        expect(listed.sort()).toEqual(source.mailboxes.map((one) => one.name).sort());
      }),
    );
  });

  it('takes and leaves what was decided', () => {
    fc.assert(
      fc.property(decided, ([{ source, destination }, chosen]) => {
        const plan = buildPlan(source, destination, chosen, NOTHING_KNOWN);
        const pairs = new Set(plan.pairs.map((pair) => pair.source));
        const reasons = new Map(plan.leftOut.map((one) => [one.source, one.reason]));
        for (const mailbox of source.mailboxes) {
          const { include } = Object.hasOwn(chosen.decisions, mailbox.name)
            ? (chosen.decisions[mailbox.name] ?? {})
            : {};
          const selectable = !mailbox.attributes.some((one) => /^\\(noselect|nonexistent)$/i.test(one));
          if (include === undefined || !selectable) continue;
          if (!include) expect(reasons.get(mailbox.name)).toBe('excluded');
          else expect(pairs).toContain(mailbox.name);
        }
      }),
    );
  });

  it('gives no two mailboxes one destination unless they were put together, nor two that a server could take for one', () => {
    fc.assert(
      fc.property(decided, ([{ source, destination }, chosen]) => {
        const plan = buildPlan(source, destination, everythingOf(chosen), NOTHING_KNOWN);
        const merged = new Set(plan.pairs.filter(({ mergeInto }) => mergeInto != null).map((pair) => pair.source));
        const names = plan.pairs.filter(({ source: name }) => !merged.has(name)).map((pair) => pair.destination);
        expect(new Set(names).size).toBe(names.length);
        const key = keyAt(destination);
        const existing = new Set(destination.mailboxes.map((one) => one.name));
        const made = names.filter((name) => !existing.has(name)).map((name) => key(name));
        expect(new Set(made).size).toBe(made.length);
      }),
      { numRuns: 300 },
    );
  });

  it('makes only names the destination can hold', () => {
    fc.assert(
      fc.property(decided, ([{ source, destination }, chosen]) => {
        const { prefix, delimiter } = destination.namespace;
        const limits = limitsOf(destination);
        const existing = new Set(destination.mailboxes.map((one) => one.name));
        for (const name of destinations(buildPlan(source, destination, chosen, NOTHING_KNOWN)).values()) {
          if (name === 'INBOX' || existing.has(name)) continue;
          expect(name).not.toBe(prefix);
          expect(decodeModifiedUtf7(encodeModifiedUtf7(name))).toBe(name);
          const below = [prefix, ...[...existing].map((one) => one + (delimiter ?? ''))];
          expect(below.some((start) => foldName(name).startsWith(foldName(start)))).toBe(true);
          expect(wireLength(name)).toBeLessThanOrEqual(limits.maxPathBytes);
          const parts = delimiter === null ? [name] : name.split(delimiter);
          expect(parts.length).toBeLessThanOrEqual(Math.max(limits.maxDepth, deepest(destination)));
          if (existing.size === 1) expect(parts).not.toContain('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes a name as typed, or says why not', () => {
    fc.assert(
      fc.property(decided, ([{ source: listed, destination }, chosen]) => {
        const source = { ...listed, mailboxes: listed.mailboxes.filter((one) => one.status !== null) };
        const plan = buildPlan(source, destination, everythingOf(chosen, source), NOTHING_KNOWN);
        const all = new Map(plan.pairs.map((pair) => [pair.source, pair.destination]));
        expect(all.size).toBe(source.mailboxes.length);
        for (const pair of plan.pairs) {
          const wish = Object.hasOwn(chosen.decisions, pair.source) && chosen.decisions[pair.source]?.destination;
          if (typeof wish !== 'string' || pair.mergeInto != null) continue;
          const others = [...all].filter(([one]) => one !== pair.source).map(([, name]) => name);
          const { prefix } = destination.namespace;
          // Up to what the destination has in another spelling already, INBOX above all.
          const asked = [wish, prefix + wish].map((name) => foldName(name));
          if (nameProblem(wish, destination, others) === null) expect(asked).toContain(foldName(pair.destination));
          // Empty parts are left out without a word.
          else if (!asked.includes(foldName(pair.destination)) && !/[/.\\]$|^[/.\\]|[/.\\]{2}/.test(wish))
            expect(pair.renamed).not.toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never sends a mailbox elsewhere than an earlier run did, whatever is decided later', () => {
    fc.assert(
      fc.property(decided, decided, ([{ source, destination }, first], [, second]) => {
        const before = buildPlan(source, destination, everythingOf(first), NOTHING_KNOWN);
        const known = new Map(before.pairs.map((pair) => [pair.source, pair.destination]));
        const after = buildPlan(source, afterwards(destination, before), second, known);
        for (const pair of after.pairs) {
          if (known.has(pair.source)) expect(pair.destination).toBe(known.get(pair.source));
          else if (pair.mergeInto == null) expect([...known.values()]).not.toContain(pair.destination);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('puts together what it was told to, behind each other, or says why not', () => {
    fc.assert(
      fc.property(decided, ([{ source: listed, destination }, chosen]) => {
        const source = { ...listed, mailboxes: listed.mailboxes.filter((one) => one.status !== null) };
        const plan = buildPlan(source, destination, everythingOf(chosen, source), NOTHING_KNOWN);
        const pairs = new Map(plan.pairs.map((pair) => [pair.source, pair]));
        const refused = new Map((plan.notMerged ?? []).map((one) => [one.source, one]));
        for (const [name, { mergeInto }] of Object.entries(chosen.decisions)) {
          const pair = pairs.get(name);
          if (mergeInto === undefined || refused.has(name)) {
            expect(pair?.mergeInto ?? null).toBeNull();
            if (mergeInto !== undefined) expect(refused.get(name)).toMatchObject({ into: mergeInto });
            continue;
          }
          const other = pairs.get(mergeInto);
          expect(pair).toMatchObject({ mergeInto, destination: other?.destination, role: other?.role });
          expect(other?.mergeInto ?? null).toBeNull();
          const order = plan.pairs.flatMap((one, at) => (one.destination === other?.destination ? [at] : []));
          expect(plan.pairs[order[0] ?? -1]).toBe(other);
          expect((order.at(-1) ?? 0) - (order[0] ?? 0)).toBe(order.length - 1);
        }
        // Who wished for nothing impossible is refused for a reason that holds.
        for (const { source: name, into, problem } of refused.values()) {
          if (problem === 'itself') expect(into).toBe(name);
          else if (problem === 'missing') expect(pairs.has(name) && pairs.has(into)).toBe(false);
          else expect([problem, chosen.decisions[into]?.mergeInto]).toEqual(['merges-itself', expect.any(String)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('sends what was put together to the same place whatever else comes along', () => {
    fc.assert(
      fc.property(decided, ([{ source, destination }, chosen]) => {
        const whole = destinations(buildPlan(source, destination, everythingOf(chosen, source), NOTHING_KNOWN));
        const { pairs } = buildPlan(source, destination, chosen, NOTHING_KNOWN);
        for (const pair of pairs)
          expect([pair.source, pair.destination]).toEqual([pair.source, whole.get(pair.source)]);
      }),
      { numRuns: 300 },
    );
  });

  it('makes the same names again without the journal', () => {
    fc.assert(
      fc.property(decided, ([{ source, destination }, chosen]) => {
        // What such a name is for once it was created, each server decides for itself.
        fc.pre(destination.mailboxes.every((one) => isSelectable(one) || markedRole(one) === null));
        const everything = everythingOf(chosen);
        const first = buildPlan(source, destination, everything, NOTHING_KNOWN);
        const again = buildPlan(source, afterwards(destination, first), everything, NOTHING_KNOWN);
        const names = destinations(first);
        for (const pair of again.pairs) {
          expect([pair.source, pair.destination]).toEqual([pair.source, names.get(pair.source)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('puts everything without an own destination below the one mailbox', () => {
    fc.assert(
      fc.property(accounts(20), accounts(8), (source, destination) => {
        const { prefix, delimiter } = destination.namespace;
        if (delimiter === null || destination.mailboxes.some((one) => one.attributes.includes('\\NoInferiors'))) return;
        const plan = buildPlan(source, destination, { ...EVERYTHING, under: 'Old mail' }, NOTHING_KNOWN);
        for (const { destination: name } of plan.pairs) {
          expect(foldName(name).startsWith(foldName(`${prefix}Old mail${delimiter}`))).toBe(true);
        }
      }),
    );
  });
});

/** The same destinations, and nothing left out that can be copied. */
function everythingOf({ decisions, under }: PlanOptions, source?: AccountFacts): PlanOptions {
  const names = [...Object.keys(decisions), ...(source?.mailboxes ?? []).map((one) => one.name)];
  const included = names.map((name) => {
    const own = Object.hasOwn(decisions, name) ? decisions[name] : undefined;
    return [
      name,
      { destination: own?.destination, mergeInto: own?.mergeInto, ...(source ? { include: true } : {}) },
    ] as const;
  });
  return { ...EVERYTHING, decisions: Object.fromEntries(included), under };
}

function deepest(facts: AccountFacts): number {
  const { delimiter } = facts.namespace;
  return Math.max(1, ...facts.mailboxes.map((one) => (delimiter === null ? 1 : one.name.split(delimiter).length)));
}
