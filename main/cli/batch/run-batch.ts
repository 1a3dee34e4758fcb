import { accountIdentity } from '../../../shared/model/account.ts';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import type { BatchRow } from './batch-row.ts';
import { listenForBatchStop } from './batch-stop.ts';
import { batchExitCode } from './batch-exit-code.ts';
import { chooseBatchReporter, type BatchFacts, type BatchReporter } from './batch-reporter.ts';
import { createBoard } from './board.ts';
import type { ChildEvent } from './child-events.ts';
import { createHostGuard, heldText } from './host-guard.ts';
import { untouched, type MoveResult } from './move-result.ts';
import { runQueue, type Job } from './run-queue.ts';
import { journalOf, startMove, type MoveSetting } from './start-move.ts';
import { writeSummary, type Summary } from './summary.ts';
import { CliError } from '../cli-error.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';

/** Providers count sign-ins from one address, too; and refusals are to be heard of before many more have begun. */
const spacingMs = 500;
/** A move that rests longer gives its place away meanwhile. */
const longRestMs = 300_000;
/** How long until a move is tried again into whose mailbox another Homing copies: at first, doubling, and at most. */
const inUseMs = 2_000;
const longestInUseMs = 60_000;
const inUseText =
  'Another Homing on this computer was copying into the new mailbox. Run the same command again when it has ended.';

/** A batch, checked and ready to start. */
export interface Batch {
  readonly rows: readonly BatchRow[];
  /** Results of an earlier run, for lines that are left alone. */
  readonly done: ReadonlyMap<BatchRow, MoveResult>;
  readonly setting: MoveSetting;
  readonly facts: BatchFacts;
  readonly json: boolean;
}

/** What a batch knows while it runs. */
interface Running extends Batch {
  readonly board: ReturnType<typeof createBoard>;
  readonly guard: ReturnType<typeof createHostGuard>;
  readonly reporter: BatchReporter;
  readonly results: Map<BatchRow, MoveResult>;
  /** Of servers that were told to be left alone. */
  readonly told: Set<string>;
  /** Lines that were turned away because another Homing copies into their new mailbox, and how often. */
  readonly waiting: Map<BatchRow, number>;
  /** Writes the summary as it is now. */
  readonly note: () => Promise<void>;
}

/** Runs a whole batch to its exit code. Throws a {@link CliError} when no summary can be written. */
export async function runBatch(batch: Batch): Promise<ExitCode> {
  const { rows, done, setting, facts, json } = batch;
  const startedAt = Date.now();
  const board = createBoard(rows, done, startedAt);
  const results = new Map(rows.map((row) => [row, done.get(row) ?? untouched(row, journalOf(setting, row))]));
  const write = summaryWriter(setting);
  const viewAt = (ended: Pick<Summary, 'endedAt' | 'exitCode'>): Summary => ({
    startedAt: new Date(startedAt).toISOString(),
    ...ended,
    moves: [...results.values()],
  });
  const note = (): Promise<void> => write(viewAt({ endedAt: null, exitCode: null }));
  // Before anything starts: a folder that cannot be written is found out now.
  await note().catch(() => {
    throw cannotWrite(setting, 'Nothing was started.', exitCode.usage);
  });
  const reporter = chooseBatchReporter(facts, board.view, json);
  const stop = listenForBatchStop(reporter.stopping);
  const sets = { told: new Set<string>(), waiting: new Map<BatchRow, number>() };
  const running = { ...batch, board, guard: createHostGuard(), reporter, results, ...sets, note };
  try {
    await runQueue({ ...queueOf(running), signal: stop.signal, killSignal: stop.killSignal });
    const code = batchExitCode(
      [...results.values()].map(({ state }) => state),
      stop.signal.aborted,
    );
    const summary = viewAt({ endedAt: new Date().toISOString(), exitCode: code });
    const problem = await write(summary).then(nothing, () =>
      cannotWrite(setting, 'No mail is lost.', exitCode.stopped),
    );
    // It is told all the same.
    reporter.summary(summary);
    if (problem) throw problem;
    return code;
  } finally {
    stop.dispose();
    reporter.close();
  }
}

function nothing(): null {
  return null;
}

function cannotWrite({ folder }: MoveSetting, meaning: string, code: ExitCode): CliError {
  return new CliError(
    `The summary cannot be written to ${sanitizeDisplay(folder, 300)}. ${meaning}`,
    'Check the rights of the folder and the room on its disk, or choose another with --journals. Then run the same command again.',
    code,
  );
}

/** Writes one after the other, so that the last one stays. */
function summaryWriter({ folder, dryRun }: MoveSetting): (summary: Summary) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (summary) => {
    const written = last.then(() => writeSummary(folder, dryRun, summary));
    // Only the one that is awaited matters; a full disk in between may have room again.
    last = written.catch(() => undefined);
    written.catch(() => undefined);
    return written;
  };
}

function queueOf(running: Running) {
  const { rows, done, facts, board, reporter, results, guard, told, setting } = running;
  const settle = (row: BatchRow, result: MoveResult): void => {
    results.set(row, result);
    board.ended(row, result);
    reporter.ended(row, result);
    void running.note();
  };
  return {
    items: rows.filter((row) => !done.has(row)),
    parallel: facts.parallel,
    spacingMs,
    pacedBy: (row: BatchRow) => row.ends.from.host.toLowerCase(),
    uses: ({ ends }: BatchRow) => [accountIdentity(ends.from), accountIdentity(ends.to)],
    mayStart: (row: BatchRow) => {
      const held = guard.reasonToHold(row);
      if (!held) return true;
      if (!told.has(held.server)) reporter.held(held);
      told.add(held.server);
      settle(row, { ...untouched(row, journalOf(setting, row)), next: heldText(held) });
      return false;
    },
    start: (row: BatchRow, isWanted: () => boolean) => startJob(row, isWanted, running, settle),
    onLeft: (row: BatchRow) => {
      const before = results.get(row);
      if (before) settle(row, before);
    },
  };
}

function startJob(
  row: BatchRow,
  isWanted: () => boolean,
  running: Running,
  settle: (row: BatchRow, result: MoveResult) => void,
): Job {
  const { board, reporter, guard, setting, results, waiting } = running;
  let again: number | null = null;
  board.started(row);
  // Each look whether its new mailbox is free again is no news.
  if (!waiting.has(row)) reporter.started(row);
  const move = startMove(row, setting, (raw, event) => {
    reporter.heard(row, raw);
    if (!event) return;
    board.heard(row, event);
    const rest = longRest(event);
    if (rest === null || again !== null || !isWanted()) return;
    again = rest;
    move.stop();
  });
  const ended = move.ended.then((result) => {
    if (move.problem()?.kind === 'destination-in-use') return turnAway(row, running);
    waiting.delete(row);
    guard.note(row, move.problem());
    if (again !== null && result.state === 'stopped') {
      results.set(row, result);
      board.later(row, again);
      reporter.later(row, again, 'server');
      void running.note();
      return again;
    }
    settle(row, result);
    return null;
  });
  return { ended, stop: move.stop, kill: move.kill };
}

/** Another Homing is copying into the new mailbox of a line. @returns when to look again */
function turnAway(row: BatchRow, { board, reporter, results, waiting }: Running): number {
  const times = waiting.get(row) ?? 0;
  const later = Date.now() + Math.min(longestInUseMs, inUseMs * 2 ** times);
  waiting.set(row, times + 1);
  const before = results.get(row);
  if (before) results.set(row, { ...before, next: inUseText });
  board.later(row, later);
  if (times === 0) reporter.later(row, later, 'in-use');
  return later;
}

/** @returns when a move goes on that has to wait for long; null for one that works, or waits a moment */
function longRest(event: ChildEvent): number | null {
  if (event.event !== 'paused' || event.until === null) return null;
  return event.until - Date.now() > longRestMs ? event.until : null;
}
