import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { MessageProblem } from '../../shared/model/problem.ts';
import type { Journal } from './journal-port.ts';
import { MailError, type MailErrorFacts } from './mail-error.ts';
import { findNewcomers } from './newcomers.ts';
import type { EngineOptions } from './run.ts';
import { findShortfalls } from './shortfalls.ts';

const PAGE = 1_000;

/**
 * The sum of a run, from the journal.
 * @param migration null when the run was stopped before it knew the accounts
 * @param reason what ended it early: a MailError, or null for the person's wish or the regular end
 */
export function outcomeOf(
  options: Pick<EngineOptions, 'journal' | 'clock' | 'signal'>,
  migration: number | null,
  started: number,
  reason: unknown,
): MigrationOutcome {
  const { journal, clock, signal } = options;
  const facts = reason instanceof MailError ? reason.facts : null;
  const end = endOf(facts?.kind ?? null, signal.aborted || migration === null);
  const sum = sumOf(journal, migration);
  const shortfalls = migration === null ? [] : findShortfalls(journal, migration);
  const newcomers = migration === null ? [] : findNewcomers(journal, migration);
  // Of a run that was stopped, what nobody looked into is still to come.
  const missing = shortfalls.reduce((messages, one) => messages + (one.messages ?? 0), 0);
  return {
    end,
    ...(end === 'finished' ? { ...sum, failed: sum.failed + missing } : { ...sum, waiting: sum.waiting + missing }),
    shortfalls: end === 'finished' ? shortfalls : shortfalls.filter((one) => one.reason !== 'not-looked-into'),
    ...(newcomers.length > 0 && { newcomers }),
    seconds: Math.max(0, clock.now() - started) / 1_000,
    reason: facts && reasonOf(facts),
    side: facts?.side ?? null,
  };
}

/** The move between two accounts that a journal knows already; null when it knows none. */
export function knownMigration({
  journal,
  sourceKey,
  destinationKey,
}: Pick<EngineOptions, 'journal' | 'sourceKey' | 'destinationKey'>): number | null {
  const known = journal
    .migrations()
    .find((move) => move.sourceKey === sourceKey && move.destinationKey === destinationKey);
  return known?.id ?? null;
}

/** The sum of a run that came to an end before it could look at anything, or could not write what it did: what the journal knows. */
export function outcomeSoFar(
  options: Pick<EngineOptions, 'journal' | 'clock' | 'sourceKey' | 'destinationKey'>,
  started: number,
  reason: unknown,
): MigrationOutcome {
  return outcomeOf({ ...options, signal: AbortSignal.abort() }, knownMigration(options), started, reason);
}

function reasonOf({ kind, serverText, code, retryAfterMs, certificate }: MailErrorFacts): MessageProblem {
  return {
    kind,
    serverText: serverText ?? null,
    ...(code === undefined ? {} : { code }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

function endOf(kind: string | null, stopped: boolean): MigrationOutcome['end'] {
  if (kind === 'sign-in-refused') return 'sign-in-refused';
  if (kind === 'over-quota') return 'destination-full';
  return kind !== null || stopped ? 'stopped' : 'finished';
}

type Sum = Pick<
  MigrationOutcome,
  'copied' | 'alreadyThere' | 'skipped' | 'failed' | 'altered' | 'waiting' | 'compared' | 'comparedAtRandom' | 'bytes'
>;

const nothing: Sum = {
  copied: 0,
  alreadyThere: 0,
  skipped: 0,
  failed: 0,
  altered: 0,
  waiting: 0,
  compared: 0,
  comparedAtRandom: 0,
  bytes: 0,
};

function sumOf(journal: Journal, migration: number | null): Sum {
  const sum = { ...nothing };
  if (migration === null) return sum;
  // An earlier run may have begun a mailbox that the latest choice leaves behind: what is left of it will not come.
  const leftOut = new Set(journal.leftOut(migration).map((mailbox) => mailbox.source));
  for (const pair of journal.pairs(migration)) {
    const chosen = !leftOut.has(pair.source);
    const { byStatus, alreadyThere } = journal.counts(pair.id);
    sum.copied += byStatus.copied.messages + byStatus.verified.messages - alreadyThere.messages;
    sum.bytes += byStatus.copied.bytes + byStatus.verified.bytes - alreadyThere.bytes;
    sum.alreadyThere += alreadyThere.messages;
    sum.skipped += byStatus.skipped.messages;
    sum.failed += byStatus.failed.messages;
    const compared = journal.compared(pair.id);
    sum.compared += compared.bodies;
    sum.comparedAtRandom += compared.atRandom;
    sum[chosen ? 'waiting' : 'skipped'] += byStatus.waiting.messages + byStatus.intended.messages;
  }
  return { ...sum, altered: alteredMessages(journal, migration) };
}

function alteredMessages(journal: Journal, migration: number): number {
  let altered = 0;
  let after: { pair: number; uid: number } | null = null;
  for (;;) {
    const page = journal.exceptions(migration, after, PAGE);
    altered += page.filter((message) => message.status === 'verified').length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return altered;
    after = { pair: last.pairId, uid: last.uid };
  }
}
