import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from './write-private-file.ts';
import { jsonText } from '../../shared/json-text.ts';
import type { MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { Journal } from '../engine/journal-port.ts';
import type { Clock } from '../engine/ports.ts';
import { defaultSettings } from '../engine/settings.ts';
import type { AccountAccess, MoveRequest, MoveService } from './move-service.ts';
import { copiedSoFar } from './move-service.ts';
import { trackProgress } from './progress-tracker.ts';
import { receiptHtml } from './receipt-html.ts';
import { readReceipt } from './receipt-service.ts';

/** Two servers to practise with. */
export interface PracticeServers {
  readonly from: AccountAccess;
  readonly to: AccountAccess;
  /** Looks into both servers' stores, past everything that took part in the move. */
  compare(pairs: readonly { readonly source: string; readonly destination: string }[]): PracticeComparison;
  stop(): Promise<void>;
}

/** What the stores of both servers hold in the end. */
export interface PracticeComparison {
  readonly messages: number;
  readonly equal: number;
  readonly extra: number;
}

/** What a practice move works with. */
export interface PracticeDependencies {
  openServers(watchable: boolean): Promise<PracticeServers>;
  openJournal(): Journal;
  readonly moves: MoveService;
  readonly clock: Clock;
}

/** What a practice move tells: the same as a real one. */
export type PracticeEvent = MigrationEvent;

/** The acts of the play. */
export type PracticeAct =
  | { readonly act: 'begins' }
  | { readonly act: 'stopped'; readonly copied: number; readonly left: number }
  | { readonly act: 'goes-on' }
  | { readonly act: 'verifies' }
  | { readonly act: 'once-more' }
  | { readonly act: 'nothing-to-do'; readonly seconds: number }
  | { readonly act: 'compared'; readonly comparison: PracticeComparison };

/** How to run one. */
export interface PracticeOptions {
  readonly signal: AbortSignal;
  onEvent(event: PracticeEvent): void;
  onAct?(act: PracticeAct): void;
  /** Where receipt.html and receipt.json are written; nowhere without. */
  readonly receiptFolder?: string;
  /** Slow enough for somebody to watch; the default. */
  readonly watchable?: boolean;
}

/** What came of it. */
export interface PracticeResult {
  /** Nothing missing, doubled or altered, and nothing left to do. */
  readonly exact: boolean;
  readonly outcome: MigrationOutcome;
  readonly receipt: Receipt;
  readonly comparison: PracticeComparison;
  readonly receiptFile: string | null;
  readonly seconds: number;
}

/** How much has arrived when the move stops itself. */
const stopAfter = 0.4;
const breathMs = 1500;

interface Play {
  readonly dependencies: PracticeDependencies;
  readonly options: PracticeOptions;
  readonly servers: PracticeServers;
  readonly journal: Journal;
  readonly request: MoveRequest;
}

/**
 * Moves a made-up mailbox between two pretend servers on this computer: stops in the middle, goes on, reads everything again,
 * runs once more, and compares. Rejects with the signal's reason when stopped.
 */
export async function runPracticeMove(
  dependencies: PracticeDependencies,
  options: PracticeOptions,
): Promise<PracticeResult> {
  const started = dependencies.clock.now();
  const servers = await dependencies.openServers(options.watchable ?? true);
  const journal = dependencies.openJournal();
  try {
    const settings = { ...defaultSettings, verify: 'quick' as const };
    const request = { from: servers.from, to: servers.to, settings };
    const result = await perform({ dependencies, options, servers, journal, request });
    return { ...result, seconds: (dependencies.clock.now() - started) / 1000 };
  } finally {
    journal.close();
    await servers.stop();
  }
}

async function perform(play: Play): Promise<Omit<PracticeResult, 'seconds'>> {
  const { dependencies, options, servers, journal, request } = play;
  const { moves } = dependencies;
  const control = { signal: options.signal, onEvent: options.onEvent };
  await moveAndStop(play);
  options.onAct?.({ act: 'goes-on' });
  options.onEvent({ event: 'resumed' });
  await finished(moves.run(request, journal, control), options.signal);
  options.onAct?.({ act: 'verifies' });
  const deep = { ...request, settings: { ...request.settings, verify: 'deep' as const } };
  const outcome = await finished(moves.verify(deep, journal, control), options.signal);
  const again = await runOnceMore(play);
  const receipt = readReceipt(journal, { from: null, to: null }, dependencies.clock.now());
  if (typeof receipt === 'string') throw new Error(`The practice move has no receipt: ${receipt}`);
  const comparison = servers.compare(receipt.mailboxes);
  options.onAct?.({ act: 'compared', comparison });
  const exact = again === 0 && isExact(outcome, comparison);
  return { exact, outcome, receipt, comparison, receiptFile: await writeReceipt(receipt, options.receiptFolder) };
}

/** Runs until a good part has arrived, then stops as if the person had asked for it. */
async function moveAndStop(play: Play): Promise<void> {
  const { dependencies, options, journal, request } = play;
  const stop = new AbortController();
  const tracker = trackProgress(dependencies.clock);
  options.onAct?.({ act: 'begins' });
  await dependencies.moves.run(request, journal, {
    signal: AbortSignal.any([options.signal, stop.signal]),
    onEvent: (event) => {
      tracker.note(event);
      options.onEvent(event);
      const { done, total } = tracker.view().messages;
      if (event.event === 'mailbox' && done > total * stopAfter) stop.abort();
    },
  });
  options.signal.throwIfAborted();
  const copied = copiedSoFar(journal, request);
  options.onEvent({ event: 'paused', reason: 'by-the-person', side: null, until: null, serverText: null });
  options.onAct?.({ act: 'stopped', copied, left: tracker.view().messages.total - copied });
  await breathe(play);
}

/** @returns messages copied although nothing was left to do: none, if all is well */
async function runOnceMore(play: Play): Promise<number> {
  const { dependencies, options, journal, request } = play;
  await breathe(play);
  options.onAct?.({ act: 'once-more' });
  const before = copiedSoFar(journal, request);
  const control = { signal: options.signal, onEvent: options.onEvent };
  const outcome = await finished(dependencies.moves.run(request, journal, control), options.signal);
  options.onAct?.({ act: 'nothing-to-do', seconds: outcome.seconds });
  return outcome.copied - before + outcome.waiting;
}

async function finished(run: Promise<MigrationOutcome>, signal: AbortSignal): Promise<MigrationOutcome> {
  const outcome = await run;
  signal.throwIfAborted();
  return outcome;
}

/** Time to read what happened. */
async function breathe({ dependencies, options }: Play): Promise<void> {
  if (options.watchable ?? true) await dependencies.clock.sleep(breathMs, options.signal);
}

function isExact(outcome: MigrationOutcome, comparison: PracticeComparison): boolean {
  const { end, failed, altered, waiting, shortfalls } = outcome;
  const { messages, equal, extra } = comparison;
  return end === 'finished' && failed + altered + waiting + shortfalls.length + extra === 0 && equal === messages;
}

async function writeReceipt(receipt: Receipt, folder: string | undefined): Promise<string | null> {
  if (folder === undefined) return null;
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'receipt.html');
  await writePrivateFile(file, receiptHtml(receipt));
  await writePrivateFile(join(folder, 'receipt.json'), `${jsonText(receipt, 2)}\n`);
  return file;
}
