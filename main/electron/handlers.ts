import { app } from 'electron';
import type { Handlers } from './ipc.ts';
import type { PracticeSession } from './practice-session.ts';

/** What the window's requests do. */
export function createHandlers(practice: PracticeSession): Handlers {
  return {
    appFacts: () => ({ version: app.getVersion(), electron: process.versions['electron'] ?? '' }),
    practiceState: () => practice.state(),
    startPractice: () => practice.start(),
    stopPractice: () => practice.stop(),
  };
}
