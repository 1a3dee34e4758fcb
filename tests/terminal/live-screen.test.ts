import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLiveScreen } from '../../main/terminal/live-screen.ts';

/** A terminal that remembers what was written. */
class PretendTerminal extends EventEmitter {
  columns = 40;
  rows = 10;
  written = '';
  writes = 0;

  write(text: string): void {
    this.written += text;
    this.writes += 1;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('draws at most five times a second, and goes home before each picture', () => {
  const terminal = new PretendTerminal();
  const screen = openLiveScreen(terminal, () => ['one', 'two', 'three'], 10);
  terminal.writes = 0;
  terminal.written = '';
  vi.advanceTimersByTime(1000);
  expect(terminal.writes).toBe(5);
  expect(terminal.written).toContain('\u001B[3A\r');
  screen.close();
});

it('counts the rows that a narrower window has made of the old picture', () => {
  const terminal = new PretendTerminal();
  const screen = openLiveScreen(terminal, () => ['x'.repeat(39), '日'.repeat(15)]);
  terminal.written = '';
  terminal.columns = 20;
  terminal.emit('resize');
  expect(terminal.written.startsWith('\u001B[4A\r\u001B[J')).toBe(true);
  screen.close();
});

it('leaves no picture, a visible cursor and no timer behind', () => {
  const terminal = new PretendTerminal();
  const screen = openLiveScreen(terminal, () => ['one']);
  terminal.written = '';
  screen.close();
  expect(terminal.written).toBe('\u001B[1A\r\u001B[J\u001B[?25h');
  expect(terminal.listenerCount('resize')).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

it('prints above the picture', () => {
  const terminal = new PretendTerminal();
  const screen = openLiveScreen(terminal, () => ['picture']);
  terminal.written = '';
  screen.print(['stays']);
  expect(terminal.written).toBe('\u001B[?25l\u001B[1A\rstays\u001B[K\npicture\u001B[K\n\u001B[J');
  screen.close();
});
