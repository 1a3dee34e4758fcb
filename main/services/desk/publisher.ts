import type { DeskListener } from './desk.ts';

/** At most this often for each move. */
const everyMs = 300;

/** Tells listeners what changed, a few times a second at most. */
export interface Publisher {
  subscribe(listener: DeskListener): () => void;
  /** Something of a move changed; null: something of the app. */
  touch(move: string | null): void;
  /** Tells everything touched so far before it returns: an answer must not come before what it is about. */
  flush(): void;
  tell(event: (listener: DeskListener) => void): void;
  stop(): void;
}

/** @param publish tells everything about a move (null: the app) now; called later, once for many touches */
export function createPublisher(publish: (move: string | null) => void): Publisher {
  const listeners = new Set<DeskListener>();
  const touched = new Set<string | null>();
  let timer: NodeJS.Timeout | null = null;
  // Not by the clock of the day: one that is set back would hold the window for as long.
  let publishedAt = Number.NEGATIVE_INFINITY;
  const flush = (): void => {
    timer = null;
    publishedAt = performance.now();
    const moves = [...touched];
    touched.clear();
    for (const move of moves) publish(move);
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    touch(move) {
      touched.add(move);
      // The first change is told at once, the following ones together.
      timer ??= setTimeout(flush, Math.max(0, publishedAt + everyMs - performance.now()));
    },
    flush() {
      if (timer) clearTimeout(timer);
      flush();
    },
    tell: (event) => listeners.forEach(event),
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      listeners.clear();
    },
  };
}
