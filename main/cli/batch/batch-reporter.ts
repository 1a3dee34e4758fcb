import { clockText } from '../../../shared/quantity-text.ts';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { openLiveScreen, type LiveScreen } from '../../terminal/live-screen.ts';
import { chooseStyle, paint, plainSigns, type Style } from '../../terminal/style.ts';
import type { TextOutput } from '../text-reporter.ts';
import type { BatchRow } from './batch-row.ts';
import type { Board } from './board.ts';
import { boardPieces, endedText, layoutBoard } from './board-text.ts';
import type { Held } from './host-guard.ts';
import type { MoveResult } from './move-result.ts';
import type { Summary } from './summary.ts';
import { summaryLines } from './summary-text.ts';
import { toneOf } from './state-words.ts';

/** What is the same for a whole batch. */
export interface BatchFacts {
  readonly moves: number;
  readonly parallel: number;
  readonly dryRun: boolean;
  /** Where journals, receipts and the summary go. */
  readonly folder: string;
  /** The summary as a table. */
  readonly file: string;
}

/** What a batch tells while it works, whoever listens. */
export interface BatchReporter {
  started(row: BatchRow): void;
  /** What a move said, as it said it. */
  heard(row: BatchRow, raw: Readonly<Record<string, unknown>>): void;
  /** A move gives its place to another, until its servers take more. */
  later(row: BatchRow, until: number): void;
  ended(row: BatchRow, result: MoveResult): void;
  /** A server is left alone from now on. */
  held(held: Held): void;
  stopping(): void;
  summary(summary: Summary): void;
  close(): void;
}

/** A few lines a minute are enough for a log. */
const logEveryMs = 20_000;
/** Text that goes to a file or a pipe: a reader of lines wants them whole. */
const logColumns = 1000;
const hint = 'Ctrl-C stops all of them safely; the same command goes on from there.';
const stoppingHint = 'Stopping: what is under way is brought to an end.';

function heldLine({ server, side, kind }: Held): string {
  const which = side === 'source' ? 'old' : 'new';
  const what = kind === 'sign-in-refused' ? 'refused' : 'could not be used for';
  return `! The ${which} server ${sanitizeDisplay(server)} ${what} three accounts in a row. No more are tried there now.`;
}

/** One JSON object per line, with the move's name in it: a stable contract with scripts. */
function jsonBatchReporter(facts: BatchFacts, write: (text: string) => unknown): BatchReporter {
  const tell = (event: string, data: object): void => {
    write(`${JSON.stringify({ event, ...data })}\n`);
  };
  const { moves, parallel, dryRun, folder } = facts;
  tell('batch', { moves, parallel, dryRun, folder });
  return {
    started: ({ name, line }) => {
      tell('started', { move: name, line });
    },
    heard: ({ name }, { event, ...data }) => {
      tell(String(event), { move: name, ...data });
    },
    later: ({ name }, until) => {
      tell('later', { move: name, until });
    },
    ended: (_row, { name, ...result }) => {
      tell('ended', { move: name, ...result });
    },
    held: (held) => {
      tell('held', held);
    },
    stopping: () => undefined,
    summary: ({ exitCode, moves: results }) => {
      const states: Record<string, number> = {};
      for (const { state } of results) states[state] = (states[state] ?? 0) + 1;
      tell('summary', { exitCode, moves: results.length, states, file: facts.file });
    },
    close: () => undefined,
  };
}

function textBatchReporter(facts: BatchFacts, view: () => Board, output: TextOutput, style: Style): BatchReporter {
  const isLive = output.isTTY === true && process.env['TERM'] !== 'dumb';
  const columns = (): number => (output.isTTY === true ? Math.max(20, (output.columns || 80) - 1) : logColumns);
  let screen: LiveScreen | null = null;
  let below = hint;
  const title = `${facts.dryRun ? 'Looking at' : 'Moving'} ${String(facts.moves)} mailboxes, ${String(facts.parallel)} at a time`;
  const print = (line: string): void => {
    const plain = plainSigns(line, style);
    if (screen) screen.print([plain]);
    else output.write(`${plain}\n`);
  };
  if (isLive)
    screen = openLiveScreen(output, (size) => layoutBoard(view(), title, below, { ...size, style, now: Date.now() }));
  else print(`${title}.`);
  const timer = setInterval(() => {
    if (!isLive)
      print(
        boardPieces(view(), Date.now())
          .filter((piece) => piece !== '')
          .join(', '),
      );
  }, logEveryMs);
  const close = (): void => {
    clearInterval(timer);
    screen?.close();
    screen = null;
  };
  return {
    started: ({ name }) => {
      if (!isLive) print(`${sanitizeDisplay(name, 60)}: begins`);
    },
    heard: () => undefined,
    later: ({ name }, until) => {
      print(`${sanitizeDisplay(name, 60)}: waits for its server until ${clockText(until, Date.now())}; others go on.`);
    },
    ended: (_row, result) => {
      print(paint(endedText(result), toneOf(result.state), style));
    },
    held: (held) => {
      print(paint(heldLine(held), 'bad', style));
    },
    stopping: () => {
      below = stoppingHint;
      if (screen) screen.draw();
      else print(stoppingHint);
    },
    summary: ({ moves }) => {
      close();
      for (const line of summaryLines(moves, facts, { columns: columns(), style })) output.write(`${line}\n`);
    },
    close,
  };
}

/** JSON when asked for, a table that is drawn over on a terminal that can move its cursor, and plain lines elsewhere. */
export function chooseBatchReporter(facts: BatchFacts, view: () => Board, json: boolean): BatchReporter {
  const { stdout } = process;
  if (json) return jsonBatchReporter(facts, (text) => stdout.write(text));
  return textBatchReporter(facts, view, stdout, chooseStyle(process.env, stdout.isTTY, process.platform));
}
