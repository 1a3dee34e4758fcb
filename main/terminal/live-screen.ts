import { stripVTControlCharacters } from 'node:util';
import { textWidth } from './text-width.ts';

/** The part of a terminal stream that is needed here. */
export interface TerminalOutput {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

/** A picture at the end of the scroll-back that is drawn over again and again. */
export interface LiveScreen {
  /** Draws now. */
  draw(): void;
  /** Prints lines above the picture, where they stay. */
  print(lines: readonly string[]): void;
  /** Takes the picture away and gives the cursor back. */
  close(): void;
}

const hideCursor = '\u001B[?25l';
const showCursor = '\u001B[?25h';
const eraseDown = '\u001B[J';
const eraseLine = '\u001B[K';

/** How many rows a terminal of `columns` columns needs for lines that were drawn when it was perhaps wider. */
function rowsOf(lines: readonly string[], columns: number): number {
  const rows = lines.map((line) => Math.max(1, Math.ceil(textWidth(stripVTControlCharacters(line)) / columns)));
  return rows.reduce((sum, count) => sum + count, 0);
}

/**
 * Draws `picture` now, when the window changes its size, and `everyMs` milliseconds, but never more often than five times a second.
 */
export function openLiveScreen(
  output: TerminalOutput,
  picture: (size: { readonly columns: number; readonly rows: number }) => readonly string[],
  everyMs = 200,
): LiveScreen {
  let drawn: readonly string[] = [];
  const size = (): { columns: number; rows: number } => ({ columns: output.columns || 80, rows: output.rows || 24 });
  const home = (): string => {
    const rows = Math.min(rowsOf(drawn, size().columns), size().rows);
    return rows > 0 ? `\u001B[${String(rows)}A\r` : '\r';
  };
  const draw = (before: readonly string[] = []): void => {
    const lines = picture(size());
    // One write per picture, and lines erased one by one: no flicker.
    const text = [...before, ...lines].map((line) => `${line}${eraseLine}\n`).join('');
    output.write(`${hideCursor}${home()}${text}${eraseDown}`);
    drawn = lines;
  };
  const timer = setInterval(
    () => {
      draw();
    },
    Math.max(200, everyMs),
  );
  const onResize = (): void => {
    output.write(home() + eraseDown);
    drawn = [];
    draw();
  };
  output.on('resize', onResize);
  draw();
  return {
    draw,
    print: draw,
    close: () => {
      clearInterval(timer);
      output.off('resize', onResize);
      output.write(`${home()}${eraseDown}${showCursor}`);
      drawn = [];
    },
  };
}
