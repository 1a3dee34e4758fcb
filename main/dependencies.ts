import { setTimeout as sleep } from 'node:timers/promises';
import packageFacts from '../package.json' with { type: 'json' };
import type { Journal } from './engine/journal-port.ts';
import type { Clock } from './engine/ports.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from './imap/account.ts';
import { openJournal } from './journal/open-journal.ts';
import { createMoveService, type AccountAccess, type MoveService } from './services/move-service.ts';
import type { PracticeOptions, PracticeResult } from './services/practice-move.ts';

/** Everything the command line and the app work with, joined to the adapters of this machine. */
export interface Dependencies {
  readonly clock: Clock;
  /** @throws JournalError */
  openJournal(file: string): Journal;
  readonly moves: MoveService;
  runPracticeMove(options: PracticeOptions): Promise<PracticeResult>;
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};

function connectOptions({ address, secret, extraCa, onStage }: AccountAccess): ConnectOptions {
  return {
    address,
    secret: async () => Promise.resolve(secret),
    clientVersion: packageFacts.version,
    ...(extraCa === null ? {} : { extraCa }),
    ...(onStage === undefined ? {} : { onStage }),
  };
}

/** The only place that knows which adapter stands behind which port. */
export function createDependencies(): Dependencies {
  const moves = createMoveService({
    source: (access) => sourceAccount(connectOptions(access)),
    destination: (access) => destinationAccount(connectOptions(access)),
    clock,
  });
  return {
    clock,
    openJournal: (file) => openJournal(file),
    moves,
    runPracticeMove: async (options) => {
      // A real move needs neither pretend servers nor certificates of its own.
      const { openPracticeWorld } = await import('./practice/practice-world.ts');
      const { runPracticeMove } = await import('./services/practice-move.ts');
      const servers = { openServers: openPracticeWorld, openJournal: () => openJournal(':memory:') };
      return runPracticeMove({ ...servers, moves, clock }, options);
    },
  };
}
