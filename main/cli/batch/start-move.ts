import { join } from 'node:path';
import { argumentsOf } from './row-options.ts';
import type { BatchRow } from './batch-row.ts';
import {
  knownEvent,
  readLine,
  type ChildEvent,
  type DoneEvent,
  type PlanEvent,
  type ProblemEvent,
} from './child-events.ts';
import { resultOf, untouched, type MoveResult } from './move-result.ts';
import { startChild, type Child } from './start-child.ts';

/** What all moves of a batch have in common. */
export interface MoveSetting {
  /** Of the journals, receipts and the summary. */
  readonly folder: string;
  readonly dryRun: boolean;
  /** Names of the environment that hold secrets of the list. */
  readonly variables: readonly string[];
}

/** A move under way. */
export interface RunningMove {
  readonly ended: Promise<MoveResult>;
  /** What ended it, for whoever counts; null while it runs and for an end without a problem. */
  problem(): ProblemEvent | null;
  /** Asks it to settle and to end. */
  stop(): void;
  kill(): void;
}

/** Hears what a move tells: as it came, and as far as it is understood. */
export type MoveListener = (raw: Readonly<Record<string, unknown>>, event: ChildEvent | null) => void;

/** The journal of a line. */
export function journalOf({ folder }: MoveSetting, { file }: BatchRow): string {
  return join(folder, `${file}.sqlite`);
}

/** Starts the move of one line, and writes its receipt when it has come to its end. */
export function startMove(row: BatchRow, setting: MoveSetting, listener: MoveListener): RunningMove {
  const journal = journalOf(setting, row);
  let [done, problem, plan]: [DoneEvent | null, ProblemEvent | null, PlanEvent | null] = [null, null, null];
  const args = ['run', '--json', ...(setting.dryRun ? ['--dry-run'] : []), `--journal=${journal}`];
  const own = { secrets: row.secrets, hidden: setting.variables };
  let wanted = false;
  const move = startChild([...args, ...argumentsOf(row.options)], own, (line) => {
    const raw = readLine(line);
    if (!raw) return;
    const event = knownEvent(raw);
    if (event?.event === 'done') done = event;
    if (event?.event === 'plan') plan = event;
    // Others are of single messages, which the receipt names.
    if (event?.event === 'problem' && event.exitCode !== undefined) problem = event;
    listener(raw, event);
  });
  let busy: Child = move;
  const toTheEnd = async (): Promise<MoveResult> => {
    const end = { ...(await move.ended), done, problem, plan };
    const result = resultOf(row, untouched(row, journal), end, wanted);
    if (setting.dryRun || !hasEnded(result)) return result;
    const report = reportOf(row, setting);
    busy = startChild(report.args, { ...own, secrets: { FROM: null, TO: null } }, () => undefined);
    return { ...result, receipt: (await busy.ended).code === 0 ? report.page : null };
  };
  return {
    ended: toTheEnd(),
    problem: () => problem,
    stop: () => {
      wanted = true;
      move.stop();
    },
    kill: () => {
      wanted = true;
      busy.kill();
    },
  };
}

function hasEnded({ state }: MoveResult): boolean {
  return state === 'arrived' || state === 'arrived-with-exceptions' || state === 'incomplete';
}

/** In a process of its own as well: a journal that cannot be read is the trouble of one line. */
function reportOf(row: BatchRow, setting: MoveSetting): { readonly args: readonly string[]; readonly page: string } {
  const page = join(setting.folder, `${row.file}.html`);
  const { from, to } = row.options;
  const named = argumentsOf({ from, to, html: page, 'json-file': join(setting.folder, `${row.file}.json`) });
  return { page, args: ['report', '--json', `--journal=${journalOf(setting, row)}`, ...named] };
}
