import { sanitizeDisplay } from './sanitize-display.ts';

/** A sentence or a path stays whole. */
const longestCell = 400;

/** One line of a table for spreadsheets (RFC 4180). What would be taken for a formula there gets an apostrophe in front. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const clean = sanitizeDisplay(value, longestCell);
  // A tab or line break in front is gone by now; full-width signs count as formulas in some programs.
  const safe = /^\s*[=+\-@＝＋－＠|%]/u.test(clean) ? `'${clean}` : clean;
  return /[",;']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
