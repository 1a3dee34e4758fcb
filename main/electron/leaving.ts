import type { AppSettings } from '../../shared/ipc/settings.ts';
import type { Desk } from '../services/desk/desk.ts';
import type { LeaveAnswer, LeaveQuestion } from './ask-leaving.ts';

type State = 'staying' | 'asking' | 'leaving' | 'gone';

/** What leaving works with. */
export interface LeavingParts {
  readonly desk: Pick<Desk, 'isBusy' | 'changeSettings'>;
  /** What closing the window means, as set. */
  onClose(): AppSettings['onClose'];
  ask(question: LeaveQuestion): Promise<LeaveAnswer>;
  /** The app goes on without a window. */
  hideWindow(): void;
  /** Stops what runs and closes every file, within seconds. Never rejects. */
  stop(): Promise<void>;
  /** Ends the process: asks {@link Leaving} again, which lets it pass then. */
  end(): void;
  /** A step of leaving failed; the app stays. */
  onFault(error: unknown): void;
}

/**
 * The way out: staying -> asking -> staying | leaving -> gone. Whoever closes or quits asks first; the answer is yes
 * only when nothing would be cut off.
 */
export interface Leaving {
  /** @returns whether the window may close now */
  windowCloses(): boolean;
  /** @returns whether the app may quit now */
  appQuits(): boolean;
  /** Without a question: the system wants it, or the person said so before. @param lastStep in place of ending the process */
  leave(lastStep?: () => void): Promise<void>;
}

/** Begins staying. */
export function createLeaving(parts: LeavingParts): Leaving {
  let state: State = 'staying';
  // Read through a function: it changes while something is awaited, which the compiler does not expect.
  const is = (asked: State): boolean => state === asked;
  const leave = async (lastStep = parts.end): Promise<void> => {
    if (is('leaving') || is('gone')) return;
    state = 'leaving';
    parts.hideWindow();
    await parts.stop();
    state = 'gone';
    lastStep();
  };
  const ask = async (question: LeaveQuestion): Promise<void> => {
    state = 'asking';
    const { choice, remember } = await parts.ask(question).finally(() => {
      // The system may have wanted the end meanwhile.
      if (is('asking')) state = 'staying';
    });
    if (choice === 'cancel') return;
    if (remember) await parts.desk.changeSettings({ onClose: choice });
    if (choice === 'quit') await leave();
    else if (is('staying')) parts.hideWindow();
  };
  const begin = (step: Promise<void>): false => {
    step.catch(parts.onFault);
    return false;
  };
  return {
    leave,
    appQuits() {
      if (!is('staying')) return is('gone');
      return begin(parts.desk.isBusy() ? ask('quit') : leave());
    },
    windowCloses() {
      if (!is('staying')) return is('gone');
      if (!parts.desk.isBusy()) return true;
      switch (parts.onClose()) {
        case 'keep-running':
          parts.hideWindow();
          return false;
        case 'quit':
          return begin(leave());
        case 'ask':
          return begin(ask('close'));
      }
    },
  };
}
