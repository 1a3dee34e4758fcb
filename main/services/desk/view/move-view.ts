import type { AccountView } from '../../../../shared/ipc/account-view.ts';
import type { MoveView } from '../../../../shared/ipc/move-view.ts';
import type { Side } from '../../../../shared/model/problem.ts';
import type { RunView } from '../../../../shared/ipc/run-view.ts';
import { providerCard } from './provider-card.ts';
import { fitToShow, pinOf } from '../account/compare-certificates.ts';
import type { SignIns } from '../account/sign-ins.ts';
import type { ProviderDirectory } from '../../provider-directory.ts';
import type { KeptMove } from '../kept-move.ts';
import type { Checking } from '../looking/checking.ts';
import type { MoveRecord } from '../move-record.ts';
import { recentView } from '../recent.ts';
import { rememberedProgress } from '../run/progress-view.ts';
import type { Runner } from '../run/runner.ts';
import { shown } from '../shown.ts';
import { reachable } from '../steps.ts';

/** Everything there is of one move in this process. */
export interface LiveMove {
  readonly kept: KeptMove;
  readonly signIns: SignIns;
  readonly checking: Checking;
  readonly runner: Runner;
  /** Keychain items known to hold this move's secrets. */
  readonly secrets: ReadonlySet<string>;
}

/** One move as the window shows it. */
export function moveView(move: LiveMove, directory: ProviderDirectory): MoveView {
  const record = move.kept.record();
  const checks = move.checking.view();
  return {
    id: record.id,
    createdAt: record.createdAt,
    step: record.step,
    reached: reachable(record, checks.mayGoOn),
    source: accountView(record, 'source', move, directory),
    destination: accountView(record, 'destination', move, directory),
    signIn: move.signIns.state(),
    checks,
    choices: record.choices,
    options: record.options,
    run: runView(move),
    after: { ticks: record.ticks, lastLook: record.lastLook },
  };
}

function accountView(
  record: MoveRecord,
  side: Side,
  { secrets }: Pick<LiveMove, 'secrets'>,
  directory: ProviderDirectory,
): AccountView | null {
  const account = record[side];
  if (!account) return null;
  const { item, typed, address, settingSource, provider, signedIn, auth, protection, facts } = account;
  const pin = pinOf(record, address);
  return {
    typed: shown(typed, 320),
    address,
    settingSource,
    provider: providerCard(provider, directory),
    signedIn,
    secret: secrets.has(item) ? 'kept' : 'missing',
    auth,
    protection,
    trusted: pin && fitToShow(pin),
    facts,
  };
}

/** The copy, and the verification after it. */
export function runView({ kept, runner }: Pick<LiveMove, 'kept' | 'runner'>): RunView {
  const record = kept.record();
  const watch = runner.watch;
  const phase = runner.phase;
  // The engine waits by itself before it gives an attempt up.
  const engineWait = phase.phase === 'running' ? (watch?.wait() ?? null) : null;
  return {
    phase: engineWait ? 'waiting' : phase.phase,
    job: record.job,
    sampleSize: record.sampleSize,
    startAt: phase.phase === 'scheduled' ? phase.at : null,
    progress: progressOf(kept, runner),
    wait: phase.phase === 'waiting' ? phase.wait : engineWait,
    problem: phase.phase === 'needs-you' ? phase.problem : null,
    recent: recentView(record, watch?.isKnown() === true ? watch.progress() : null),
    continuedAfterRestart: runner.continuedAfterRestart,
    slept: runner.slept,
    throughput: watch?.throughput.view() ?? { everySeconds: 1, points: [] },
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
    incomplete: record.numbers?.incomplete ?? 0,
    ...(record.numbers?.doubled && { doubled: record.numbers.doubled }),
    verified: record.verified,
    compared: record.compared,
  };
}

/** Until a run has its plan, the numbers are those that were remembered. */
function progressOf(kept: KeptMove, runner: Runner): RunView['progress'] {
  const watch = runner.watch;
  if (watch?.isKnown()) return watch.view();
  const { numbers, finishedAt } = kept.record();
  if (!numbers) return null;
  const isRunning = runner.phase.phase === 'running';
  return rememberedProgress(numbers, isRunning ? 'inspecting' : finishedAt === null ? 'copying' : 'done');
}
