import type { AccountFacts } from '../../shared/model/mailbox.ts';
import type { MigrationPlan } from '../../shared/model/plan.ts';
import type { Connections } from './connections.ts';
import type { Side } from '../../shared/model/problem.ts';
import { settleGone } from './gone-mailboxes.ts';
import type { JournalPair } from './journal-port.ts';
import { ByteBudget } from './copy/batch-buffer.ts';
import { BatchSize } from './copy/batch-size.ts';
import { Meter } from './grow-lanes.ts';
import { Headways } from './headway.ts';
import { shareRule, type ShareRule } from './labels/share-rule.ts';
import { isFinal } from './is-final.ts';
import { MailError } from './mail-error.ts';
import type { Pauses } from './pauses.ts';
import { persist } from './persist.ts';
import type { MailSession } from './ports.ts';
import { buildPlan } from './plan/build-plan.ts';
import type { BudgetedOptions, Run } from './run.ts';

/** What is known and decided before anything moves. */
export interface Prepared {
  readonly run: Run;
  readonly sourceFacts: AccountFacts;
  readonly plan: MigrationPlan;
  readonly pairs: readonly JournalPair[];
  /** How "All Mail" is shared out among pairs; null where mailboxes are read one by one. */
  readonly rule: ShareRule | null;
  /** How long connecting and signing in took, both sides at once. */
  readonly signInMs: number;
}

/**
 * Looks at both accounts and makes the plan. Rejects with the MailError of the side that cannot be reached or signed in to; only a
 * connection that breaks after it was made, or a server asking for patience, is tried again.
 */
export async function prepare(options: BudgetedOptions, connections: Connections, pauses: Pauses): Promise<Prepared> {
  const facts = await inspect(options, connections, pauses);
  const { journal } = options;
  const migration = journal.openMigration(options.sourceKey, options.destinationKey);
  const known = new Map(journal.pairs(migration).map((pair) => [pair.source, pair.destination]));
  const plan = buildPlan(facts.source, facts.destination, options.settings.plan, known);
  const planned = new Set(plan.pairs.map((pair) => pair.source));
  const pairs = journal.savePlan(migration, plan.pairs, plan.leftOut).filter((pair) => planned.has(pair.source));
  const listed = new Set(facts.source.mailboxes.map(({ name }) => name));
  await persist(
    { options, connections, pauses },
    { work: ({ source }) => settleGone(journal, journal.pairs(migration), listed, source), isPassing },
  );
  journal.saveNamespaces(migration, { source: facts.source.namespace, destination: facts.destination.namespace });
  options.onEvent({ event: 'plan', plan });
  const budget = new ByteBudget(options.settings.bufferBytes);
  const run: Run = {
    ...options,
    migration,
    destinationFacts: facts.destination,
    meter: new Meter(),
    budget,
    batchSize: new BatchSize(options.settings.batchBytes, options.clock),
    headways: new Headways(budget),
    learned: {
      appendUids: true,
      givenUp: [],
      setAside: new Map(),
      blamedInARow: { source: 0, destination: 0 },
      notYet: null,
    },
  };
  const rule = shareRule(facts.source, plan);
  return { run, sourceFacts: facts.source, plan, pairs, rule, signInMs: facts.signInMs };
}

async function inspect(
  options: BudgetedOptions,
  connections: Connections,
  pauses: Pauses,
): Promise<{ source: AccountFacts; destination: AccountFacts; signInMs: number }> {
  const found: { source?: AccountFacts; destination?: AccountFacts } = {};
  let steps = 0;
  const look = async (side: Side, session: MailSession): Promise<AccountFacts> => {
    try {
      return (found[side] ??= await session.inspect());
    } catch (error) {
      if (error instanceof MailError && error.facts.learned) steps += 1;
      throw error;
    }
  };
  return persist(
    { options, connections, pauses },
    {
      async work(sessions) {
        const [source, destination] = await Promise.allSettled([
          look('source', sessions.source),
          look('destination', sessions.destination),
        ]);
        if (source.status === 'rejected') throw source.reason;
        if (destination.status === 'rejected') throw destination.reason;
        return { source: source.value, destination: destination.value, signInMs: connections.signInMs };
      },
      isPassing,
      steps: () => steps + Object.keys(found).length,
    },
  );
}

function isPassing(error: MailError, failures: number): boolean {
  return (
    error.facts.when !== 'never' &&
    !isFinal(error, failures) &&
    !['host-unknown', 'connection-refused', 'offline', 'tls-failed'].includes(error.facts.kind)
  );
}
