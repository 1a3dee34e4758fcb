import { fatesOf, noFates, type Fates } from '../../shared/fates.ts';
import { accountKey } from '../../shared/model/account.ts';
import type { MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { Journal } from '../engine/journal-port.ts';
import { knownMigration } from '../engine/outcome.ts';
import { readReceipt } from '../services/receipt-service.ts';
import { CliError } from './cli-error.ts';
import { describeFailure, describeServerProblem } from './describe-failure.ts';
import { exitCodeOfOutcome, type ExitCode } from './exit-code.ts';
import type { MoveSession } from './move-session.ts';
import type { Ends } from './settings.ts';
import { shellWord } from './shell-word.ts';
import { tellFailure } from './tell-failure.ts';

/** What the end of a run or a verification is told with. */
export interface EndFacts {
  readonly journal: Journal;
  /** Where it lies, if somebody named a file. */
  readonly file: string | undefined;
  /** Messages copied in earlier runs; null when this one does not copy. */
  readonly copiedBefore: number | null;
}

/**
 * Runs a move, or a verification, and tells its result; why it ended early, too. One that cannot go on, because a server cannot be
 * reached or the journal cannot be written, is told the same way, with what the journal knows.
 */
export async function runAndTell(
  session: MoveSession,
  facts: EndFacts,
  run: () => Promise<MigrationOutcome>,
): Promise<ExitCode> {
  const { reporter, ends, isOwn } = session;
  const started = Date.now();
  let outcome: MigrationOutcome;
  try {
    outcome = await run();
  } catch (error) {
    const code = tellFailure(describeFailure(error, ends, isOwn), reporter);
    const soFar = session.moves.soFar(session.request, facts.journal, started, error);
    if (soFar.copied + soFar.alreadyThere + soFar.skipped + soFar.failed + soFar.waiting > 0)
      tellDone(session, facts, soFar);
    return code;
  }
  if (outcome.reason) {
    const failure = describeServerProblem(outcome.reason, outcome.side, ends, isOwn);
    tellFailure({ ...failure, exitCode: exitCodeOfOutcome(outcome) }, reporter);
  }
  if (outcome.end === 'finished' && isNothingChosen(facts.journal, ends))
    return tellFailure(describeFailure(nothingChosen(), ends, isOwn), reporter);
  tellDone(session, facts, outcome);
  return exitCodeOfOutcome(outcome);
}

/** Whether what the person wrote leaves no mailbox at all: then "everything arrived" would be said of nothing. */
function isNothingChosen(journal: Journal, { from, to }: Ends): boolean {
  const keys = { sourceKey: accountKey(from), destinationKey: accountKey(to) };
  const migration = knownMigration({ journal, ...keys });
  if (migration === null) return false;
  const leftOut = journal.leftOut(migration);
  const stays = new Set(leftOut.map(({ source }) => source));
  const isAnyLeft = journal.pairs(migration).some(({ source }) => !stays.has(source));
  return !isAnyLeft && leftOut.some(({ reason }) => reason === 'not-included' || reason === 'excluded');
}

function nothingChosen(): CliError {
  return new CliError(
    'No mailbox of the old account is left by --include and --exclude, so that nothing was copied.',
    'homing plan shows how the mailboxes are called: names are case-sensitive, and / stands between the levels.',
  );
}

function tellDone({ reporter, ends }: MoveSession, facts: EndFacts, outcome: MigrationOutcome): void {
  const { journal, file, copiedBefore } = facts;
  const copiedNow = copiedBefore === null ? null : Math.max(0, outcome.copied - copiedBefore);
  reporter.done(outcome, { copiedNow, fates: fatesIn(journal, ends, outcome), next: nextSteps(outcome, file) });
}

/** The words that help on after a run. */
function nextSteps(outcome: MigrationOutcome, journal: string | undefined): string[] {
  // A path that cannot be shown as it is must be typed by who knows it.
  const option = journal === undefined ? '' : ` --journal ${shellWord(journal) ?? 'JOURNAL'}`;
  const report = `homing report${option} --html receipt.html`;
  if (outcome.end !== 'finished' || outcome.waiting > 0) return ['Run the same command again to go on.'];
  return outcome.failed + outcome.altered + outcome.shortfalls.length > 0
    ? [`Each of them by name: ${report}`]
    : [`The receipt, to keep: ${report}`];
}

/** What became of the messages of a move that did not come along. */
function fatesIn(journal: Journal, { from, to }: Ends, { end }: MigrationOutcome): Fates {
  const receipt = readReceipt(journal, { from: accountKey(from), to: accountKey(to) }, Date.now());
  // The accounts were not looked into yet.
  if (typeof receipt === 'string') return noFates;
  // Of a run that was stopped, what its mailboxes lack is still to come.
  return fatesOf(end === 'finished' ? receipt : { ...receipt, shortfalls: [] });
}
