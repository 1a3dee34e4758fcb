import type { Desk } from '../services/desk/desk.ts';

/** What the computer can be asked. */
export interface Computer {
  now(): number;
  isOnline(): boolean;
  isOnBattery(): boolean;
}

/** Passes on to the desk what the computer tells, whether it tells by itself or has to be asked. */
export interface PowerWatch {
  /** To be called every {@link tickMs}. */
  tick(): void;
  suspended(): void;
  resumed(): void;
}

/** How often the computer is asked. */
export const tickMs = 3000;
/** Timers stand still while the computer sleeps: a gap like this was a sleep nobody told of. */
const sleepMs = 60_000;

type Told = Pick<Desk, 'isBusy' | 'setOnline' | 'setOnBattery' | 'computerSlept'>;

/** Starts with the computer awake, on the network, and asks at once. */
export function createPowerWatch(desk: Told, computer: Computer): PowerWatch {
  let asleepSince: number | null = null;
  let lastTick = computer.now();
  let online: boolean | null = null;
  let onBattery: boolean | null = null;
  const ask = (): void => {
    const isOnline = computer.isOnline();
    const isOnBattery = computer.isOnBattery();
    if (isOnline !== online) desk.setOnline(isOnline);
    if (isOnBattery !== onBattery) desk.setOnBattery(isOnBattery);
    online = isOnline;
    onBattery = isOnBattery;
  };
  const woke = (since: number): void => {
    asleepSince = null;
    lastTick = computer.now();
    desk.computerSlept(since, lastTick);
    ask();
  };
  ask();
  return {
    suspended() {
      asleepSince = computer.now();
    },
    resumed() {
      // The timer may have noticed first.
      if (asleepSince !== null) woke(asleepSince);
    },
    tick() {
      const before = lastTick;
      lastTick = computer.now();
      if (lastTick - before > sleepMs) woke(asleepSince ?? before);
      // While nothing is under way, nobody needs to know; what is known is asked again before it matters.
      else if (desk.isBusy()) ask();
    },
  };
}
