import type { MigrationPlan } from '../../shared/model/plan.ts';
import { Budgets } from './budgets.ts';
import { ConnectionCount, Connections } from './connections.ts';
import { indexMailbox } from './index-mailbox.ts';
import { prepare } from './inspect.ts';
import type { Journal } from './journal-port.ts';
import { takeShares } from './labels/take-shares.ts';
import { Pauses } from './pauses.ts';
import type { EngineOptions } from './run.ts';
import { SessionAges } from './session-ages.ts';

const PAGE = 2_000;

/** The plan with what only an index of the messages can tell. */
export interface PlanReport {
  readonly plan: MigrationPlan;
  /** Messages that would be moved, and their bytes by RFC822.SIZE. */
  readonly messages: number;
  readonly bytes: number;
  /** Messages left behind by a filter. */
  readonly skipped: number;
  /** Messages larger than the destination's APPENDLIMIT. */
  readonly tooBig: readonly {
    readonly mailbox: string;
    readonly uid: number;
    readonly size: number;
    readonly internalDate: string;
  }[];
}

/** Inspects, plans and lists all messages; changes nothing at either server. Rejects like migrate. */
export async function planOnly(options: EngineOptions): Promise<PlanReport> {
  const pauses = new Pauses((event) => options.onEvent(event));
  const { settings, clock } = options;
  const budgeted = {
    ...options,
    budgets: new Budgets(options, pauses),
    ages: new SessionAges(settings.limits, clock),
  };
  const connections = new Connections(budgeted, new ConnectionCount((event) => options.onEvent(event)));
  try {
    const prepared = await prepare(budgeted, connections, pauses);
    const { run, pairs } = prepared;
    const survey = await takeShares(prepared, connections, pauses, true);
    const plan = survey ? survey.complete(prepared.plan) : prepared.plan;
    const { source } = await connections.get();
    const report = { plan, messages: 0, bytes: 0, skipped: 0, tooBig: [] as PlanReport['tooBig'][number][] };
    for (const pair of pairs) {
      options.signal.throwIfAborted();
      if (pair.readsFrom === null) await indexMailbox(run, pair.id, source, false);
      const { byStatus } = options.journal.counts(pair.id);
      report.messages += byStatus.waiting.messages;
      report.bytes += byStatus.waiting.bytes;
      report.skipped += byStatus.skipped.messages;
      if (plan.appendLimit !== null)
        report.tooBig.push(...tooBig(options.journal, pair.id, pair.source, plan.appendLimit));
    }
    return report;
  } finally {
    await connections.close();
    budgeted.budgets.write();
  }
}

function* tooBig(
  journal: Journal,
  pairId: number,
  mailbox: string,
  limit: number,
): Generator<PlanReport['tooBig'][number]> {
  for (let after = 0; ;) {
    const rows = journal.messages(pairId, 'waiting', after, PAGE);
    for (const { uid, size, internalDate } of rows) if (size > limit) yield { mailbox, uid, size, internalDate };
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
  }
}
