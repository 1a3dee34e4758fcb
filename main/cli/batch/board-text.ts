import { bytesText, clockText, countText, messagesText, percent } from '../../../shared/quantity-text.ts';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { bar } from '../../terminal/mailbox-line.ts';
import { flow, type Canvas } from '../../terminal/progress-layout.ts';
import { paint, plainSigns } from '../../terminal/style.ts';
import { cutText, fitText, wrapText } from '../../terminal/text-width.ts';
import { timeLeftText } from '../../terminal/time-left-text.ts';
import type { Board, BoardLine } from './board.ts';
import type { MoveResult } from './move-result.ts';
import { isGood, needsPerson, stateWords } from './state-words.ts';

/** Fewer say nothing of the rest. */
const enoughEnded = 3;
const longestName = 60;

/** A move that ended, in one line. */
export function endedText({ name, state, copied, alreadyThere, waiting, bytes, room }: MoveResult): string {
  const shown = sanitizeDisplay(name, longestName);
  const amount = `${messagesText(room ? waiting : copied + alreadyThere)}, ${bytesText(bytes)}`;
  const sign = isGood(state) ? '✓' : '!';
  const told = isGood(state) || state === 'arrived-with-exceptions' || room !== undefined || copied + alreadyThere > 0;
  return `${sign} ${shown}: ${stateWords[state]}${told ? `, ${amount}` : ''}`;
}

/** The numbers over the whole batch, in pieces. */
export function boardPieces({ lines, startedAt }: Board, now: number): readonly string[] {
  const ended = lines.filter(({ state }) => state === 'ended');
  const running = lines.filter(({ state }) => state === 'running');
  const toDo = lines.length - ended.length;
  const count = (wanted: BoardLine['state']): number => lines.filter(({ state }) => state === wanted).length;
  const failed = ended.filter(({ result }) => result && needsPerson(result.state)).length;
  const bytes = lines.reduce((sum, { result, progress }) => sum + (result?.bytes ?? progress?.bytes.done ?? 0), 0);
  const here = ended.filter(({ wasDone }) => !wasDone).length;
  const left = here < enoughEnded || toDo === 0 ? '' : leftText((now - startedAt) / here, toDo);
  return [
    `${countText(ended.length)} of ${countText(lines.length)} done`,
    running.length > 0 ? `${countText(running.length)} running` : '',
    count('waiting') > 0 ? `${countText(count('waiting'))} waiting` : '',
    count('later') > 0 ? `${countText(count('later'))} resting until later` : '',
    failed > 0 ? `${countText(failed)} failed` : '',
    bytes > 0 ? bytesText(bytes) : '',
    left,
  ];
}

/** Moves differ, so this is no more than a range. */
function leftText(msEach: number, toDo: number): string {
  const seconds = (msEach * toDo) / 1000;
  const range = timeLeftText({ kind: 'range', fromSeconds: seconds * 0.6, toSeconds: seconds * 1.6, slower: false }, 0);
  return `${range} if the rest is alike`;
}

const stageWords: Readonly<Record<string, string>> = {
  inspecting: 'looking at both accounts',
  indexing: 'reading the lists',
  comparing: 'comparing',
  verifying: 'checking',
  done: 'writing the receipt',
};

/** One running move; it may be too long for a line. */
function runningText({ row, state, progress, until }: BoardLine, columns: number, now: number): string {
  const name = fitText(sanitizeDisplay(row.name, longestName), Math.min(32, Math.max(8, Math.floor(columns / 3))));
  if (state === 'later' && until !== null) return ` … ${name}  goes on at ${clockText(until, now)}`;
  if (!progress) return ` ▸ ${name}  signing in`;
  const { messages, bytes, stage, pause, timeLeft } = progress;
  const what = pause === null ? (stageWords[stage] ?? timeLeftText(timeLeft, now)) : 'waiting for its server';
  const total = messages.total ?? 0;
  // Before there are lists, nobody knows of what it is a share.
  if (total === 0) return ` ▸ ${name}  ${what}`;
  const share = `${String(percent(messages.done, total)).padStart(3)} %`;
  const graph = columns >= 90 ? `${bar(messages.done, total, 12)} ` : '';
  const parts = [`${countText(messages.done)} of ${countText(total)}`, bytesText(bytes.done), what];
  return ` ▸ ${name}  ${graph}${share}  ${parts.filter((part) => part !== '').join(', ')}`;
}

/** The picture of a batch under way: no line wider than the canvas less one column, and fewer lines than rows. */
export function layoutBoard(board: Board, title: string, hint: string, canvas: Canvas): readonly string[] {
  const { style, now } = canvas;
  const columns = Math.max(10, canvas.columns - 1);
  const foot = [
    ...flow([...boardPieces(board, now)], columns),
    ...wrapText(hint, columns).map((line) => paint(line, 'quiet', style)),
  ];
  const active = [
    ...board.lines.filter(({ state }) => state === 'running'),
    ...board.lines.filter(({ state }) => state === 'later'),
  ];
  const room = Math.max(0, canvas.rows - 2 - foot.length);
  const shown = active.slice(0, active.length > room ? Math.max(0, room - 1) : room);
  const hidden = active.length - shown.length;
  return [
    paint(cutText(title, columns), 'strong', style),
    ...shown.map((line) => cutText(runningText(line, columns, now), columns)),
    ...(hidden > 0 && room > 0 ? [` … and ${countText(hidden)} more`] : []),
    ...foot,
  ]
    .slice(-Math.max(1, canvas.rows - 1))
    .map((line) => plainSigns(line, style));
}
