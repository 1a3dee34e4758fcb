import { jsonText } from '../../../shared/json-text.ts';
import { clockText, countText } from '../../../shared/quantity-text.ts';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { openLiveScreen, type LiveScreen } from '../../terminal/live-screen.ts';
import { chooseStyle, paint, plainSigns, type Style } from '../../terminal/style.ts';
import { wrapText } from '../../terminal/text-width.ts';
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
  /** A move gives its place to another, until its servers take more, or another Homing has left its new mailbox. */
  later(row: BatchRow, until: number, why: 'server' | 'in-use'): void;
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
    write(`${jsonText({ event, ...data })}\n`);
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
    later: ({ name }, until, why) => {
      tell('later', { move: name, until, why });
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

/** What both text reporters say in the same words. */
function tellings(print: (line: string) => void, style: Style): Pick<BatchReporter, 'later' | 'ended' | 'held'> {
  return {
    later: ({ name }, until, why) => {
      const what =
        why === 'in-use'
          ? 'another Homing on this computer is copying into its new mailbox; it begins when that has ended'
          : `waits for its server until ${clockText(until, Date.now())}`;
      print(`${sanitizeDisplay(name, 60)}: ${what}; others go on.`);
    },
    ended: (_row, result) => {
      print(paint(endedText(result), toneOf(result.state), style));
    },
    held: (held) => {
      print(paint(heldLine(held), 'bad', style));
    },
  };
}

function titleOf({ moves, parallel, dryRun }: BatchFacts): string {
  return `${dryRun ? 'Looking at' : 'Moving'} ${countText(moves)} mailboxes, ${String(parallel)} at a time`;
}

/** Plain lines: for logs, pipes and terminals that cannot move their cursor. */
function plainBatchReporter(facts: BatchFacts, view: () => Board, output: TextOutput, style: Style): BatchReporter {
  const print = (line: string): void => {
    output.write(`${plainSigns(line, style)}\n`);
  };
  const timer = setInterval(() => {
    const pieces = boardPieces(view(), Date.now()).filter((piece) => piece !== '');
    print(pieces.join(', '));
  }, logEveryMs);
  print(`${titleOf(facts)}.`);
  return {
    started: ({ name }) => {
      print(`${sanitizeDisplay(name, 60)}: begins`);
    },
    heard: () => undefined,
    ...tellings(print, style),
    stopping: () => {
      print(stoppingHint);
    },
    summary: ({ moves }) => {
      const columns = output.isTTY === true ? widthOf(output) : logColumns;
      for (const line of summaryLines(moves, facts, { columns, style })) output.write(`${line}\n`);
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

/** A picture of what runs, with what ended above it. */
function liveBatchReporter(facts: BatchFacts, view: () => Board, output: TextOutput, style: Style): BatchReporter {
  let below = hint;
  let screen: LiveScreen | null = openLiveScreen(output, (size) =>
    layoutBoard(view(), titleOf(facts), below, { ...size, style, now: Date.now() }),
  );
  const print = (line: string): void => {
    screen?.print(wrapText(plainSigns(line, style), widthOf(output)));
  };
  const close = (): void => {
    screen?.close();
    screen = null;
  };
  return {
    started: () => undefined,
    heard: () => undefined,
    ...tellings(print, style),
    stopping: () => {
      below = stoppingHint;
      screen?.draw();
    },
    summary: ({ moves }) => {
      close();
      for (const line of summaryLines(moves, facts, { columns: widthOf(output), style })) output.write(`${line}\n`);
    },
    close,
  };
}

function widthOf({ columns }: TextOutput): number {
  return Math.max(20, (columns || 80) - 1);
}

/** JSON when asked for, a table that is drawn over on a terminal that can move its cursor, and plain lines elsewhere. */
export function chooseBatchReporter(facts: BatchFacts, view: () => Board, json: boolean): BatchReporter {
  const { stdout } = process;
  if (json) return jsonBatchReporter(facts, (text) => stdout.write(text));
  const style = chooseStyle(process.env, stdout.isTTY, process.platform);
  const canDraw = stdout.isTTY && process.env['TERM'] !== 'dumb';
  return (canDraw ? liveBatchReporter : plainBatchReporter)(facts, view, stdout, style);
}
