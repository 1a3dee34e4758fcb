import type { ListProblem } from './batch-row.ts';

/** One line of a table that says something. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table as people and their programs write it. */
export interface Table {
  /** Null for a table without any line. */
  readonly head: TableLine | null;
  readonly lines: readonly TableLine[];
  readonly problems: readonly ListProblem[];
}

/**
 * Reads CSV as spreadsheets and people write it (RFC 4180, and more): separated by commas, semicolons or tabs, whichever the first line
 * uses most; any line ends; empty lines and those that begin with # are passed over; spaces around a cell do not count unless it stands
 * in quotes. A cell ends with its line: a quote that was forgotten concerns one line only.
 */
export function readTable(text: string): Table {
  const all = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== '' && !/^\s*#/.test(content));
  const told = /^sep=([,;\t])\s*$/i.exec(all[0]?.content ?? '')?.[1];
  const rows = told === undefined ? all : all.slice(1);
  const separator = told ?? separatorOf(rows[0]?.content ?? '');
  const problems: ListProblem[] = [];
  const lines: TableLine[] = [];
  for (const { line, content } of rows) {
    const cells = readCells(content, separator);
    if (typeof cells === 'string') problems.push({ line, text: cells });
    // Spreadsheets save rows that were once filled as separators only.
    else if (cells.some((cell) => cell !== '')) lines.push({ line, cells });
  }
  const [head = null, ...rest] = lines;
  return { head, lines: rest, problems };
}

function separatorOf(head: string): string {
  const outside = head.replace(/"[^"]*"/g, '');
  const count = (separator: string): number => outside.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** @returns the cells, or what is wrong with the line */
function readCells(content: string, separator: string): readonly string[] | string {
  const cells: string[] = [];
  const quoted = /\s*"((?:[^"]|"")*)"\s*/y;
  for (let at = 0; ; at += 1) {
    const isQuoted = separator === '\t' ? content[at] === '"' : /^\s*"/.test(content.slice(at));
    quoted.lastIndex = at;
    const match = isQuoted ? quoted.exec(content) : null;
    if (isQuoted && !match) return 'A quote (") is opened and not closed.';
    const end = match ? endOfQuoted(match, separator, quoted.lastIndex) : nextOf(content, separator, at);
    if (match && end < content.length && content[end] !== separator)
      return 'Something stands behind a closing quote ("). A quote within quotes is written twice.';
    cells.push(match ? (match[1] ?? '').replaceAll('""', '"') : content.slice(at, end).trim());
    if (end >= content.length) return cells;
    at = end;
  }
}

/** Spaces behind a closing quote do not count, but a tab may be the separator. */
function endOfQuoted(match: RegExpExecArray, separator: string, end: number): number {
  const behind = match[0].length - match[0].trimEnd().length;
  const tab = separator === '\t' && behind > 0 ? match[0].slice(-behind).indexOf('\t') : -1;
  return tab < 0 ? end : end - behind + tab;
}

function nextOf(content: string, separator: string, at: number): number {
  const next = content.indexOf(separator, at);
  return next < 0 ? content.length : next;
}
