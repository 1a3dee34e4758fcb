/** Something that runs until it ends by itself or is asked to. */
export interface Job {
  /** Never rejects. @returns when to take it up again, in milliseconds since 1970; null when it is done */
  readonly ended: Promise<number | null>;
  stop(): void;
  kill(): void;
}

/** What is to be run, and how much of it at a time. */
export interface Queue<Item> {
  readonly items: readonly Item[];
  readonly parallel: number;
  /** Between two starts that have {@link pacedBy} in common. */
  readonly spacingMs: number;
  pacedBy(item: Item): string;
  /** What no two of them may use at once. */
  uses(item: Item): readonly string[];
  /** @returns false for an item that is better not started any more; whoever says so has told it */
  mayStart(item: Item): boolean;
  /** @param isWanted whether another one could have this one's place now */
  start(item: Item, isWanted: () => boolean): Job;
  /** Told of each item that was not started, or not taken up again, when the signal came. */
  onLeft(item: Item): void;
  readonly signal: AbortSignal;
  /** Ends at once what settles. */
  readonly killSignal: AbortSignal;
}

interface Waiting<Item> {
  readonly item: Item;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
}

/** Where a queue stands. */
interface State<Item> {
  waiting: Waiting<Item>[];
  readonly running: Map<Item, Job>;
  /** When something with this in common was last started. */
  readonly startedAt: Map<string, number>;
}

/** Runs everything, so many at a time and in order, and goes on whatever becomes of one. Resolves when nothing runs and nothing waits. */
export async function runQueue<Item>(queue: Queue<Item>): Promise<void> {
  const state: State<Item> = {
    waiting: queue.items.map((item) => ({ item, notBefore: 0 })),
    running: new Map(),
    startedAt: new Map(),
  };
  let wake: () => void = () => undefined;
  const onChange = (): void => {
    wake();
  };
  const stop = (): void => {
    for (const job of state.running.values()) job.stop();
    wake();
  };
  const kill = (): void => {
    for (const job of state.running.values()) job.kill();
  };
  queue.signal.addEventListener('abort', stop);
  queue.killSignal.addEventListener('abort', kill);
  try {
    while (state.waiting.length + state.running.size > 0) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const next = step(queue, state, onChange);
      if (state.waiting.length + state.running.size > 0) await unlessBefore(next, changed);
    }
  } finally {
    queue.signal.removeEventListener('abort', stop);
    queue.killSignal.removeEventListener('abort', kill);
  }
}

/** Starts what can be started. @returns when there is more to start, where time alone decides; null when something must end first */
function step<Item>(queue: Queue<Item>, state: State<Item>, onChange: () => void): number | null {
  for (;;) {
    if (queue.signal.aborted) {
      for (const { item } of state.waiting.splice(0)) queue.onLeft(item);
      return null;
    }
    state.waiting = state.waiting.filter(({ item }) => queue.mayStart(item));
    const next = state.running.size < queue.parallel ? nextOf(queue, state) : null;
    if (!next || next.at > Date.now()) return next?.at ?? null;
    state.waiting = state.waiting.filter((one) => one !== next.one);
    begin(next.one.item, queue, state, onChange);
  }
}

function begin<Item>(item: Item, queue: Queue<Item>, state: State<Item>, onChange: () => void): void {
  const isWanted = (): boolean => state.waiting.some(({ notBefore }) => notBefore <= Date.now());
  const job = queue.start(item, isWanted);
  state.running.set(item, job);
  state.startedAt.set(queue.pacedBy(item), Date.now());
  void job.ended.then((again) => {
    state.running.delete(item);
    if (again !== null) state.waiting.push({ item, notBefore: again });
    onChange();
  });
}

/** The one that can be started first; of several the one that stands before the others. */
function nextOf<Item>(queue: Queue<Item>, state: State<Item>): { one: Waiting<Item>; at: number } | null {
  const busy = new Set([...state.running.keys()].flatMap((item) => queue.uses(item)));
  const now = Date.now();
  let best: { one: Waiting<Item>; at: number } | null = null;
  for (const one of state.waiting) {
    if (queue.uses(one.item).some((used) => busy.has(used))) continue;
    const paced = (state.startedAt.get(queue.pacedBy(one.item)) ?? -Infinity) + queue.spacingMs;
    const at = Math.max(now, one.notBefore, paced);
    if (best === null || at < best.at) best = { one, at };
  }
  return best;
}

/** A computer that slept would count on from where it was; so never too long in one piece. */
const longestWaitMs = 60_000;

async function unlessBefore(at: number | null, changed: Promise<void>): Promise<void> {
  if (at === null) return changed;
  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(longestWaitMs, Math.max(1, at - Date.now())));
  });
  await Promise.race([changed, due]);
  clearTimeout(timer);
}
