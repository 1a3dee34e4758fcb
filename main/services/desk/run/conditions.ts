/** What the computer tells, for all moves. */
export interface Conditions {
  /** Why nothing should run now; null when all is well. */
  holdUp(): 'battery' | null;
  /** Resolves when anything changed that may end a wait: the network is back, mains, another setting. Never rejects. */
  changed(): Promise<void>;
  set(change: { readonly onBattery?: boolean; readonly pauseOnBattery?: boolean }): void;
  /** The network is back, or the computer woke up: whoever waits should try now. */
  nudge(): void;
}

/** Begins on mains. */
export function createConditions(): Conditions {
  let state = { onBattery: false, pauseOnBattery: false };
  let waiting = Promise.withResolvers<void>();
  const nudge = (): void => {
    const before = waiting;
    waiting = Promise.withResolvers<void>();
    before.resolve();
  };
  return {
    holdUp: () => (state.onBattery && state.pauseOnBattery ? 'battery' : null),
    changed: () => waiting.promise,
    set(change) {
      state = { ...state, ...change };
      nudge();
    },
    nudge,
  };
}
