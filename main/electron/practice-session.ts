import type { PracticeStage, PracticeState } from '../../shared/ipc/practice-state.ts';
import type { Progress } from '../../shared/model/progress.ts';
import type { PracticeEvent, PracticeOptions, PracticeResult } from '../services/practice-move.ts';
import type { Log } from './log.ts';
import { stageAfter, viewOfMove, viewOfResult } from './practice-view.ts';

/** Runs a practice move to its end; see services/practice-move.ts. */
export type RunPractice = (options: PracticeOptions) => Promise<PracticeResult>;

/** The one practice move of this process. */
export interface PracticeSession {
  state(): PracticeState;
  isRunning(): boolean;
  /** Does nothing while a move is under way. */
  start(): void;
  stop(): void;
}

/** What the session works with, and whom it tells. */
export interface PracticeParts {
  readonly run: RunPractice;
  /** Folds events into what a person sees. */
  track(): { note(event: PracticeEvent): void; view(): Progress };
  onChange(state: PracticeState): void;
  readonly log: Log;
}

/** A view is told at most this often. */
const publishMs = 100;

/** Holds the practice move between the service that runs it and the window that shows it. */
export function createPracticeSession(parts: PracticeParts): PracticeSession {
  let state: PracticeState = { phase: 'idle' };
  let controller: AbortController | null = null;
  const become = (next: PracticeState): void => {
    state = next;
    parts.onChange(next);
  };
  const finish = (next: PracticeState): void => {
    controller = null;
    become(next);
  };
  return {
    state: () => state,
    isRunning: () => controller !== null,
    stop: () => controller?.abort(),
    start() {
      if (controller) return;
      controller = new AbortController();
      become({ phase: 'preparing' });
      void runOnce(parts, controller.signal, become).then(finish);
    },
  };
}

/** One move, from its first event to the state it ends in. Never rejects. */
async function runOnce(
  parts: PracticeParts,
  signal: AbortSignal,
  become: (state: PracticeState) => void,
): Promise<PracticeState> {
  const tracker = parts.track();
  let stage: PracticeStage = 'copying';
  // The state stays "preparing" until there is something to show.
  let hasNews = false;
  const timer = setInterval(() => {
    if (hasNews) become(viewOfMove(tracker.view(), stage));
    hasNews = false;
  }, publishMs);
  try {
    const result = await parts.run({
      signal,
      onEvent(event) {
        tracker.note(event);
        hasNews = true;
      },
      onAct(act) {
        stage = stageAfter(act, stage);
        hasNews = true;
      },
    });
    return viewOfResult(result);
  } catch (error) {
    if (signal.aborted) return { phase: 'stopped' };
    parts.log.fault('practice-failed', error);
    return { phase: 'failed' };
  } finally {
    clearInterval(timer);
  }
}
