import type { AccountFacts } from '../../shared/model/mailbox.ts';
import type { MigrationPlan } from '../../shared/model/plan.ts';
import type { Connections } from './connections.ts';
import { settleGone } from './gone-mailboxes.ts';
import type { JournalPair } from './journal-port.ts';
import { ByteBudget } from './copy/batch-buffer.ts';
import { BatchSize } from './copy/batch-size.ts';
import { Meter } from './grow-lanes.ts';
import { shareRule, type ShareRule } from './labels/share-rule.ts';
import { MailError } from './mail-error.ts';
import type { Pauses } from './pauses.ts';
import { buildPlan } from './plan/build-plan.ts';
import type { BudgetedOptions, Run } from './run.ts';
import { noteRefusal, waitToRetry } from './wait-to-retry.ts';

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
  await settleGone(journal, journal.pairs(migration), listed, (await connections.get()).source);
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
  for (let attempt = 1; ; attempt++) {
    try {
      const began = options.clock.now();
      const sessions = await connections.get();
      const signInMs = options.clock.now() - began;
      const [source, destination] = await Promise.all([sessions.source.inspect(), sessions.destination.inspect()]);
      return { source, destination, signInMs };
    } catch (error) {
      connections.drop();
      options.signal.throwIfAborted();
      if (!(error instanceof MailError) || !isPassing(error)) throw error;
      if (attempt > options.settings.attempts) {
        noteRefusal(options, error, attempt);
        throw error;
      }
      await waitToRetry(options, pauses, error, attempt);
    }
  }
}

function isPassing(error: MailError): boolean {
  return (
    error.facts.when !== 'never' &&
    !['host-unknown', 'connection-refused', 'offline', 'tls-failed'].includes(error.facts.kind)
  );
}
