import type { MailboxProgress, RecentProgress } from '../../shared/model/migration-event.ts';
import type { Progress, Stage } from '../../shared/model/progress.ts';
import { bar, mailboxLine } from './mailbox-line.ts';
import { bytesText, countText, percent } from '../../shared/quantity-text.ts';
import { paint, plainSigns, type Style } from './style.ts';
import { cutText, textWidth, wrapText } from './text-width.ts';
import { pauseText, timeLeftText } from './time-left-text.ts';

/** Where a picture of the progress is to be shown. */
export interface Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly style: Style;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a picture shows. */
export interface Pictured extends Progress {
  /** Source names of mailboxes that rest until the next run. */
  readonly givenUp?: ReadonlySet<string>;
}

const stageWords: Readonly<Record<Stage, string>> = {
  inspecting: 'Looking at both accounts',
  indexing: 'Reading the lists of messages',
  comparing: 'Comparing with what is there already',
  copying: 'Copying',
  verifying: 'Checking what arrived',
  done: 'Coming to an end',
};

/** Joins pieces by ` · `, in as many lines as the width asks for. */
export function flow(pieces: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces.filter((text) => text !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 3 + textWidth(piece) <= columns)
      lines[lines.length - 1] = `${last} · ${piece}`;
    else lines.push(...wrapText(piece, columns));
  }
  return lines;
}

/** How far a verification is: of the look under way, or of what is looked up as it arrives. */
function checkedOf({ check, messages, skipped, failed, verified }: Progress): {
  readonly done: number;
  readonly total: number;
} {
  return check ?? { done: verified, total: messages.total - skipped - failed };
}

/** The numbers over all mailboxes, in pieces. */
export function totalPieces(progress: Progress, now: number): string[] {
  const { messages, bytes, rate, stage } = progress;
  const size = bytes.total === null ? bytesText(bytes.done) : `${bytesText(bytes.done)} of ${bytesText(bytes.total)}`;
  const { done: looked, total: all } = checkedOf(progress);
  const how = progress.check?.what === 'compared' ? 'compared byte for byte' : 'checked';
  const checked = `${countText(looked)} of ${countText(all)} messages ${how}`;
  const copied = `${countText(messages.done)} of ${countText(messages.total)} messages`;
  const speed = rate ? `${countText(rate.messagesPerSecond)} messages/s` : '';
  const throughput = rate && stage === 'copying' ? `${bytesText(rate.bytesPerSecond)}/s` : '';
  const pieces = stage === 'verifying' ? [checked] : [copied, size];
  return [...pieces, speed, throughput, progress.pause ? '' : timeLeftText(progress.timeLeft, now)];
}

function remarks(progress: Progress): string[] {
  const { connections, skipped, failed, checkedAgain, recent } = progress;
  return [
    recent && !recent.ended && recent.total > 0 ? recentText(recent) : '',
    connections.source + connections.destination > 0
      ? `connections: ${String(connections.source)} old, ${String(connections.destination)} new`
      : '',
    skipped > 0 ? `${countText(skipped)} left out` : '',
    failed > 0 ? `${countText(failed)} not copied` : '',
    checkedAgain > 0 ? `${countText(checkedAgain)} checked again after the interruption` : '',
  ];
}

function recentText({ done, total, counted }: RecentProgress): string {
  return `recent mail first: ${countText(done)} of ${counted ? '' : 'at least '}${countText(total)} messages`;
}

/** Those that are busy come first, then those that are next; in plan order when all fit. */
export function chooseMailboxes(
  mailboxes: readonly MailboxProgress[],
  rows: number,
): { readonly shown: readonly MailboxProgress[]; readonly hidden: readonly MailboxProgress[] } {
  if (mailboxes.length <= rows) return { shown: mailboxes, hidden: [] };
  const rank = ({ phase }: MailboxProgress): number => (phase === 'done' ? 2 : phase === 'waiting' ? 1 : 0);
  const ordered = [0, 1, 2].flatMap((wanted) => mailboxes.filter((mailbox) => rank(mailbox) === wanted));
  return { shown: ordered.slice(0, rows), hidden: ordered.slice(rows) };
}

function hiddenText(hidden: readonly MailboxProgress[]): string {
  const done = hidden.filter(({ phase }) => phase === 'done').length;
  const pieces = [
    done > 0 ? `${countText(done)} done` : '',
    hidden.length > done ? `${countText(hidden.length - done)} to go` : '',
  ];
  return ` … more: ${pieces.filter((piece) => piece !== '').join(', ')}`;
}

function footer(progress: Progress, canvas: Canvas, hint: string): string[] {
  const { columns, style, now } = canvas;
  const { done, total } = progress.messages;
  const counted = progress.stage === 'verifying' ? checkedOf(progress) : { done, total };
  const share = ` ${String(percent(counted.done, counted.total)).padStart(3)} %`;
  const graph =
    progress.mailboxes.length === 0
      ? []
      : [bar(counted.done, counted.total, Math.min(60, Math.max(4, columns - textWidth(share)))) + share];
  const pause = progress.pause
    ? wrapText(pauseText(progress.pause, now), columns).map((line) => paint(line, 'warning', style))
    : [];
  return [
    ...graph,
    ...(progress.mailboxes.length === 0 ? [] : flow(totalPieces(progress, now), columns)),
    ...flow(remarks(progress), columns).map((line) => paint(line, 'quiet', style)),
    ...pause,
    ...wrapText(hint, columns).map((line) => paint(line, 'quiet', style)),
  ];
}

/**
 * The whole picture, line by line; no line is wider than the canvas less one column (which some terminals wrap at),
 * and there are fewer lines than rows.
 * @param title what is moved where
 * @param hint what the person can do meanwhile
 */
export function layoutProgress(progress: Pictured, title: string, hint: string, canvas: Canvas): string[] {
  const { style } = canvas;
  const columns = Math.max(10, canvas.columns - 1);
  const inner = { ...canvas, columns };
  const head = [
    paint(cutText(title, columns), 'strong', style),
    paint(cutText(stageWords[progress.stage], columns), 'quiet', style),
  ];
  const foot = footer(progress, inner, hint);
  const gap = canvas.rows > head.length + foot.length + 8 ? [''] : [];
  const room = Math.max(0, canvas.rows - 1 - head.length - foot.length - 2 * gap.length);
  const { shown, hidden } = chooseMailboxes(
    progress.mailboxes,
    room > 1 && progress.mailboxes.length > room ? room - 1 : room,
  );
  const more = hidden.length > 0 && room > 1 ? [paint(cutText(hiddenText(hidden), columns), 'quiet', style)] : [];
  const draw = (mailbox: MailboxProgress): string =>
    mailboxLine(mailbox, columns, style, progress.givenUp?.has(mailbox.source));
  const body = [...shown.map(draw), ...more];
  const lines = [...head, ...gap, ...body, ...(body.length > 0 ? gap : []), ...foot];
  // In a window too low for everything the foot matters most.
  return lines.slice(-Math.max(1, canvas.rows - 1)).map((line) => plainSigns(line, style));
}
