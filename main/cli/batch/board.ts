import type { BatchRow } from './batch-row.ts';
import type { ChildEvent, ProgressEvent } from './child-events.ts';
import type { MoveResult } from './move-result.ts';

/** Where one line of a batch stands at the moment. */
export interface BoardLine {
  readonly row: BatchRow;
  readonly state: 'waiting' | 'running' | 'later' | 'ended';
  /** The last it told of itself. */
  readonly progress: ProgressEvent | null;
  /** When a move that waits for its servers is taken up again; milliseconds since 1970. */
  readonly until: number | null;
  readonly result: MoveResult | null;
  /** Whether it ended before this run and was left alone by it. */
  readonly wasDone: boolean;
}

/** Where a whole batch stands. */
export interface Board {
  readonly lines: readonly BoardLine[];
  readonly startedAt: number;
}

/** Keeps the board. */
export function createBoard(rows: readonly BatchRow[], done: ReadonlyMap<BatchRow, MoveResult>, startedAt: number) {
  const lines = new Map<BatchRow, BoardLine>();
  for (const row of rows) {
    const result = done.get(row) ?? null;
    const state = result ? 'ended' : 'waiting';
    lines.set(row, { row, state, progress: null, until: null, result, wasDone: result !== null });
  }
  const change = (row: BatchRow, changes: Partial<BoardLine>): void => {
    const line = lines.get(row);
    if (line) lines.set(row, { ...line, ...changes });
  };
  return {
    started: (row: BatchRow) => {
      change(row, { state: 'running', until: null });
    },
    heard: (row: BatchRow, event: ChildEvent) => {
      if (event.event === 'progress') change(row, { progress: event });
    },
    later: (row: BatchRow, until: number) => {
      change(row, { state: 'later', until });
    },
    ended: (row: BatchRow, result: MoveResult) => {
      change(row, { state: 'ended', result });
    },
    view: (): Board => ({ lines: [...lines.values()], startedAt }),
  };
}
