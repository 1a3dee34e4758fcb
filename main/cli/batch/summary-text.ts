import { bytesText, countText, durationText } from '../../../shared/quantity-text.ts';
import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { paint, plainSigns, type Style } from '../../terminal/style.ts';
import { fitText, textWidth, wrapText } from '../../terminal/text-width.ts';
import type { MoveResult } from './move-result.ts';
import { stateWords, toneOf } from './state-words.ts';

/** Where a summary is shown. */
export interface SummaryPlace {
  readonly columns: number;
  readonly style: Style;
}

interface Row {
  readonly cells: readonly string[];
  readonly result: MoveResult | null;
}

function rowOf(result: MoveResult): Row {
  const { name, state, copied, alreadyThere, waiting, bytes, seconds, room } = result;
  const messages = countText(room ? waiting : copied + alreadyThere);
  const last = room
    ? room.freeBytes === null
      ? ''
      : bytesText(room.freeBytes)
    : seconds > 0
      ? durationText(seconds)
      : '';
  return { cells: [sanitizeDisplay(name, 40), stateWords[state], messages, bytesText(bytes), last], result };
}

function totalOf(results: readonly MoveResult[]): Row {
  const sum = (read: (result: MoveResult) => number): number => results.reduce((all, one) => all + read(one), 0);
  const messages = sum(({ room, waiting, copied, alreadyThere }) => (room ? waiting : copied + alreadyThere));
  const amount = [countText(messages), bytesText(sum(({ bytes }) => bytes))];
  return { cells: ['together', `${countText(results.length)} moves`, ...amount, ''], result: null };
}

/** One line for each move, with what all come to. */
function tableLines(results: readonly MoveResult[], dryRun: boolean, { style }: SummaryPlace): readonly string[] {
  const head: Row = { cells: ['name', 'state', 'messages', 'size', dryRun ? 'room' : 'time'], result: null };
  const rows = [head, ...results.map(rowOf), ...(results.length > 1 ? [totalOf(results)] : [])];
  const widths = head.cells.map((_, column) => Math.max(...rows.map(({ cells }) => textWidth(cells[column] ?? ''))));
  return rows.map(({ cells, result }) => {
    const [name = '', state = '', ...numbers] = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column < 2 ? fitText(cell, width) : ' '.repeat(width - textWidth(cell)) + cell;
    });
    const line = [name, result ? paint(state, toneOf(result.state), style) : state, ...numbers].join('  ');
    return result ? line : paint(line, 'quiet', style);
  });
}

/** The last words of a batch. @param file where the summary is */
export function summaryLines(
  results: readonly MoveResult[],
  { dryRun, file }: { readonly dryRun: boolean; readonly file: string },
  place: SummaryPlace,
): readonly string[] {
  const steps = results
    .filter(({ next }) => next !== '')
    .map(
      ({ name, line, next }) => `${sanitizeDisplay(name, 60)} (line ${String(line)}): ${sanitizeDisplay(next, 400)}`,
    );
  const beside = dryRun ? 'Nothing was changed anywhere.' : 'Journals and receipts lie beside it.';
  return [
    '',
    ...tableLines(results, dryRun, place),
    '',
    ...steps.flatMap((step) => wrapText(step, place.columns)),
    ...(steps.length > 0 ? [''] : []),
    ...wrapText(`This table is in ${sanitizeDisplay(file, 300)}. ${beside}`, place.columns),
  ].map((line) => plainSigns(line, place.style));
}
