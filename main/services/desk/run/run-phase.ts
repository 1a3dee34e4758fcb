import type { WaitView } from '../../../../shared/ipc/run-view.ts';
import type { ProblemView } from '../../../../shared/ipc/problem-view.ts';

/**
 * What a move is doing:
 *
 *   not-started -> scheduled -> running <-> waiting
 *                      running -> stopping -> paused -> running
 *                      running -> needs-you -> running
 *                      running -> finished -> running (once more, or to verify)
 */
export type RunPhase =
  | { readonly phase: 'not-started' }
  | { readonly phase: 'scheduled'; readonly at: number }
  | { readonly phase: 'running' }
  | { readonly phase: 'stopping' }
  | { readonly phase: 'paused' }
  /** Goes on by itself. */
  | { readonly phase: 'waiting'; readonly wait: WaitView }
  | { readonly phase: 'needs-you'; readonly problem: ProblemView }
  | { readonly phase: 'finished' };

/** Why a run under way is stopped. */
export type StopWhy =
  | 'person'
  | 'shut-down' // goes on after the next start
  | 'battery'
  | 'restart'; // connections are dead after a sleep

/** How one attempt ended. */
export type AttemptEnd =
  | { readonly end: 'finished' }
  | { readonly end: 'stopped' }
  | {
      readonly end: 'wait';
      readonly wait: Omit<WaitView, 'since' | 'until'>;
      readonly atLeastMs: number;
      readonly progressed: boolean;
    }
  | { readonly end: 'needs-you'; readonly problem: ProblemView };
