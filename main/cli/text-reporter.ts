import type { MailboxProgress, MigrationEvent, MigrationOutcome } from '../../shared/model/migration-event.ts';
import { messagesText } from '../../shared/quantity-text.ts';
import type { PlanReport } from '../engine/plan-only.ts';
import type { ProgressTracker } from '../services/progress-tracker.ts';
import { openLiveScreen, type LiveScreen, type TerminalOutput } from '../terminal/live-screen.ts';
import { foreseenLines } from '../terminal/foreseen-lines.ts';
import { planLines, type TooBig } from '../terminal/plan-text.ts';
import { eventLine, progressLine } from '../terminal/plain-lines.ts';
import { layoutProgress } from '../terminal/progress-layout.ts';
import { plainSigns, type Style } from '../terminal/style.ts';
import { outcomeLines, receiptLines } from '../terminal/summary.ts';
import { wrapText } from '../terminal/text-width.ts';
import type { DoneFacts, Reporter } from './reporter.ts';

/** A few lines a minute are enough for a log. */
const logEveryMs = 20_000;
/** More than this would push everything else out of the window; the report names all. */
const mostProblems = 20;
/** The last of what was said stays in sight. */
const mostRemarks = 3;
/** Columns of text that goes to a file or a pipe: a reader of lines wants them whole. */
const logColumns = 1000;

const hint = 'Ctrl-C stops safely; the same command goes on from there.';
const stoppingHint = 'Stopping: what is under way is brought to an end.';

/** What a text reporter writes to. */
export interface TextOutput extends TerminalOutput {
  readonly isTTY?: boolean;
}

function columnsOf(output: TextOutput): number {
  return output.isTTY === true ? Math.max(10, (output.columns || 80) - 1) : logColumns;
}

/** The lines a plan and a result end with, the same live and in a log. */
function endings(
  output: TextOutput,
  style: Style,
  tracker: ProgressTracker,
  print: (lines: readonly string[]) => void,
) {
  const canvas = (): { columns: number; style: Style } => ({ columns: columnsOf(output), style });
  return {
    plan: (report: PlanReport) => {
      const { columns } = canvas();
      print(planLines(report.plan, tooBigOf(report), columns, style));
      print(foreseenLines(report.foreseen).flatMap((line) => wrapText(line, columns)));
      print(wrapText('Nothing was changed. The same with run instead of plan moves it.', columns));
    },
    receipt: (receipt: Parameters<Reporter['receipt']>[0], files: readonly string[]) => {
      if (files.length === 0) print(receiptLines(receipt, canvas()));
      print(files.map((file) => `The receipt is in ${file}`));
    },
    done: (outcome: MigrationOutcome, { copiedNow, fates, next }: DoneFacts) => {
      print(outcomeLines(outcome, { copiedNow, verified: tracker.view().verified, fates, next }, canvas()));
    },
  };
}

/** Plain lines: for logs, pipes and terminals that cannot move their cursor. */
export function plainReporter(tracker: ProgressTracker, output: TextOutput, style: Style): Reporter {
  const known = new Map<string, MailboxProgress>();
  let planned = false;
  const print = (lines: readonly string[]): void => {
    for (const line of lines) output.write(`${plainSigns(line, style)}\n`);
  };
  const note = (event: MigrationEvent): void => {
    const ended = tracker.view().pause;
    tracker.note(event);
    const before = event.event === 'mailbox' ? known.get(event.mailbox.source) : undefined;
    if (event.event === 'mailbox') known.set(event.mailbox.source, event.mailbox);
    const pause = event.event === 'resumed' ? ended : tracker.view().pause;
    // Who stops by hand need not read it.
    const line = eventLine(event, before, pause?.reason === 'by-the-person' ? null : pause, Date.now());
    if (line !== null) print([line]);
    if (event.event === 'plan' && !planned)
      print([`${messagesText(event.plan.messages)} in ${String(event.plan.pairs.length)} mailboxes`]);
    planned ||= event.event === 'plan';
  };
  const timer = setInterval(() => {
    if (tracker.view().mailboxes.length > 0) print([progressLine(tracker.view(), Date.now())]);
  }, logEveryMs);
  timer.unref();
  const close = (): void => {
    clearInterval(timer);
  };
  return {
    event: note,
    stopping: () => {
      print([stoppingHint]);
    },
    say: (line) => {
      print([line]);
    },
    notice: (_kind, line) => {
      print([line]);
    },
    ...endings(output, style, tracker, print),
    failed: close,
    close,
  };
}

/** A picture that is drawn over and over, and gives way to the result. */
export function liveReporter(tracker: ProgressTracker, output: TextOutput, style: Style, title: string): Reporter {
  let screen: LiveScreen | null = null;
  let stopping = false;
  let told = 0;
  const said: string[] = [];
  const draw = ({ columns, rows }: { columns: number; rows: number }): string[] => {
    const remarks = said.slice(-mostRemarks).flatMap((line) => [...wrapText(plainSigns(line, style), columns - 1)]);
    const canvas = { columns, rows: Math.max(1, rows - remarks.length - 1), style, now: Date.now() };
    return [
      ...remarks,
      ...(remarks.length > 0 ? [''] : []),
      ...layoutProgress(
        { ...tracker.view(), givenUp: tracker.givenUp() },
        title,
        stopping ? stoppingHint : hint,
        canvas,
      ),
    ];
  };
  const close = (): void => {
    screen?.close();
    screen = null;
    // What was said belongs to what stays.
    for (const line of said.splice(0)) print(wrapText(line, columnsOf(output)));
  };
  const print = (lines: readonly string[]): void => {
    if (screen) screen.print(lines.map((line) => plainSigns(line, style)));
    else for (const line of lines) output.write(`${plainSigns(line, style)}\n`);
  };
  const note = (event: MigrationEvent): void => {
    tracker.note(event);
    screen ??= openLiveScreen(output, draw);
    const isProblem = event.event === 'problem';
    if (isProblem ? told >= mostProblems : event.event !== 'recent' && event.event !== 'plan') return;
    if (isProblem) told += 1;
    const line = eventLine(event, undefined, null, Date.now());
    if (line !== null) print(wrapText(line, columnsOf(output)));
  };
  const ending = endings(output, style, tracker, print);
  const say = (line: string): void => {
    said.push(line);
    if (screen) screen.draw();
    else screen = openLiveScreen(output, draw);
  };
  return {
    event: note,
    stopping: () => {
      stopping = true;
      screen?.draw();
    },
    say,
    notice: (_kind, line) => {
      say(line);
    },
    plan: (report) => {
      close();
      ending.plan(report);
    },
    receipt: ending.receipt,
    done: (...result) => {
      close();
      ending.done(...result);
    },
    failed: close,
    close,
  };
}

/** Messages that are larger than is taken, where anybody knows how much is. */
function tooBigOf({ tooBig, messageLimit }: PlanReport): TooBig | null {
  return messageLimit && { messages: tooBig.length, limit: messageLimit };
}
