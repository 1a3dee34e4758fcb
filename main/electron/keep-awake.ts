/** Keeps the computer from falling asleep. */
export interface Blocker {
  start(): number;
  stop(id: number): void;
}

/** Holds at most one blocker. @returns to be called with what is wanted now, as often as one likes */
export function createKeepAwake({ start, stop }: Blocker): (wanted: boolean) => void {
  let held: number | null = null;
  return (wanted) => {
    if (wanted && held === null) held = start();
    if (!wanted && held !== null) {
      stop(held);
      held = null;
    }
  };
}
