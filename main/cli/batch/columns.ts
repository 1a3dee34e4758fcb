import { sanitizeDisplay } from '../../../shared/sanitize-display.ts';
import { knownOptions, type RawOptions } from '../options.ts';
import type { ListProblem } from './batch-row.ts';
import type { TableLine } from './read-table.ts';

/** Options that a line may have for itself, as columns of that name. */
export const rowOptions = [
  'ca',
  'pin',
  'include',
  'exclude',
  'with-spam',
  'with-trash',
  'merge',
  'rename',
  'under',
  'labels',
  'since',
  'until',
  'recent-first',
  'max-size',
  'refused',
  'deep',
  'sample',
] as const satisfies readonly (keyof RawOptions)[];

/** One of these. */
export type RowOption = (typeof rowOptions)[number];

const secretColumns = ['from-password', 'to-password', 'from-secret', 'to-secret'] as const;

/** Where a secret stands. */
export type SecretColumn = (typeof secretColumns)[number];

/** What a column holds. */
export type Column = 'name' | 'from' | 'to' | 'note' | SecretColumn | RowOption;

const known: ReadonlySet<string> = new Set<Column>(['name', 'from', 'to', 'note', ...secretColumns, ...rowOptions]);

function isKnown(name: string): name is Column {
  return known.has(name);
}

/** An option that may be given several times is a column that may be. */
export function mayRepeat(column: Column): boolean {
  return column === 'note' || rowOptions.some((name) => name === column && 'multiple' in knownOptions[name]);
}

/** Reads the names of the columns: `from_password`, `From password` and `from-password` are one. */
export function readColumns(head: TableLine): readonly Column[] | readonly ListProblem[] {
  const names = head.cells.map((cell) => cell.trim().toLowerCase().replaceAll(/[_ ]+/g, '-'));
  const { line } = head;
  // It may be the first account with its password: not a word of it is repeated.
  if (!names.includes('from') || !names.includes('to'))
    return [{ line, text: 'The first line must name the columns, from and to among them.' }];
  const problems: ListProblem[] = [];
  for (const [index, name] of names.entries()) {
    const shown = sanitizeDisplay(head.cells[index] ?? '', 40);
    if (name === '') problems.push({ line, text: `Column ${String(index + 1)} has no name.` });
    else if (!isKnown(name)) problems.push({ line, text: `There is no column ${shown}.` });
    else if (names.indexOf(name) !== index && !mayRepeat(name))
      problems.push({ line, text: `There are two columns ${shown}.` });
  }
  return problems.length > 0 ? problems : names.filter(isKnown);
}

/** Whether these are columns, or what is wrong with them. */
export function areColumns(result: readonly Column[] | readonly ListProblem[]): result is readonly Column[] {
  return result.every((one) => typeof one === 'string');
}

/** The cells of a line by column, empty ones left out. */
export type Cells = Readonly<Partial<Record<Column, readonly string[]>>>;

/** Puts a line's cells under their columns. @returns what is wrong when it has more cells than there are columns */
export function cellsOf({ cells }: TableLine, columns: readonly Column[]): Cells | string {
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    return `It has ${String(cells.length)} cells for ${String(columns.length)} columns. A password with a separator or a quote in it is put into quotes.`;
  const result: Partial<Record<Column, string[]>> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell !== '') (result[column] ??= []).push(cell);
  }
  return result;
}

const dashed = new RegExp(`--(?=(?:from|to|${rowOptions.join('|')})\\b(?!-))`, 'g');

/** A sentence about options as one about columns, which have no dashes. */
export function asColumns(text: string): string {
  return text.replaceAll(dashed, '');
}
