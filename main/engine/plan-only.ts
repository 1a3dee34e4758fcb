import { foresight } from './plan/foresee.ts';
import { habitsOf } from './plan/server-habits.ts';
import type { Foreseen } from '../../shared/model/foreseen.ts';
import type { MigrationPlan } from '../../shared/model/plan.ts';
import type { MessageProblem } from '../../shared/model/problem.ts';
import { Budgets } from './budgets.ts';
import { ConnectionCount, Connections } from './connections.ts';
import { indexMailbox } from './index-mailbox.ts';
import { prepare } from './inspect.ts';
import type { Journal, JournalMessage } from './journal-port.ts';
import { takeShares } from './labels/take-shares.ts';
import { MailError } from './mail-error.ts';
import { Pauses } from './pauses.ts';
import type { SourceSession } from './ports.ts';
import type { EngineOptions, Run } from './run.ts';
import { SessionAges } from './session-ages.ts';

const PAGE = 2_000;

/** How large a message may be: told by the server (APPENDLIMIT, RFC 7889), or else known of its provider or software, which may be set otherwise. */
export interface MessageLimit {
  readonly bytes: number;
  readonly toldBy: 'server' | 'provider';
}

/** @param known what the provider is known to take, where that is known */
function messageLimit(told: number | null, known: number | null): MessageLimit | null {
  if (told !== null) return { bytes: told, toldBy: 'server' };
  return known === null ? null : { bytes: known, toldBy: 'provider' };
}

/** The plan with what only an index of the messages can tell. */
export interface PlanReport {
  readonly plan: MigrationPlan;
  /** Messages that would be moved, and their bytes by RFC822.SIZE. */
  readonly messages: number;
  readonly bytes: number;
  /** Messages left behind by a filter. */
  readonly skipped: number;
  /** How large a message may be at the destination; null where nobody knows. */
  readonly messageLimit: MessageLimit | null;
  /** Messages larger than that. */
  readonly tooBig: readonly {
    readonly mailbox: string;
    readonly uid: number;
    readonly size: number;
    readonly internalDate: string;
  }[];
  readonly foreseen: Foreseen;
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
    const foresee = foresight(run.destinationFacts, options.clock.now());
    const limit = messageLimit(
      plan.appendLimit,
      settings.limits.destination.maxMessageBytes ?? habitsOf(run.destinationFacts).largestMessage,
    );
    const tooBig: PlanReport['tooBig'][number][] = [];
    const report = { plan, messages: 0, bytes: 0, skipped: 0, messageLimit: limit, tooBig };
    for (const pair of pairs) {
      options.signal.throwIfAborted();
      if (pair.readsFrom === null) await listIfItOpens(run, pair.id, source);
      const { byStatus } = options.journal.counts(pair.id);
      report.messages += byStatus.waiting.messages;
      report.bytes += byStatus.waiting.bytes;
      report.skipped += byStatus.skipped.messages;
      for (const row of waitingIn(options.journal, pair.id)) {
        const { uid, size, internalDate } = row;
        const isTooBig = limit !== null && size > limit.bytes;
        if (isTooBig) tooBig.push({ mailbox: pair.source, uid, size, internalDate });
        // Only the server's own word is the last one.
        if (!isTooBig || limit.toldBy === 'provider') foresee.message(pair.source, row);
      }
    }
    return { ...report, foreseen: foresee.result() };
  } finally {
    await connections.close();
    budgeted.budgets.write();
  }
}

/** One mailbox that does not open must not hide what is in the others: it is named, and the copy will try again. */
async function listIfItOpens(run: Run, pairId: number, source: SourceSession): Promise<void> {
  try {
    await indexMailbox(run, pairId, source, false);
  } catch (error) {
    if (!(error instanceof MailError) || error.facts.outcome !== 'refused' || error.facts.wide !== 'mailbox')
      throw error;
    const problem: MessageProblem = {
      kind: error.facts.kind,
      serverText: error.facts.serverText ?? null,
      side: 'source',
    };
    run.onEvent({ event: 'problem', mailbox: run.journal.pair(pairId).source, uid: null, problem });
  }
}

function* waitingIn(journal: Journal, pairId: number): Generator<JournalMessage> {
  for (let after = 0; ;) {
    const rows = journal.messages(pairId, 'waiting', after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.uid;
  }
}
