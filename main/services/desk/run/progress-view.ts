import type { ProgressView } from '../../../../shared/ipc/run-view.ts';
import type { MailboxPhase } from '../../../../shared/model/migration-event.ts';
import type { Progress } from '../../../../shared/model/progress.ts';
import type { Namespace } from '../../../engine/plan/mailbox-path.ts';
import { folderPath } from '../../folder-path.ts';
import type { MoveNumbers } from '../move-record.ts';

/** Names shown at a time. */
const mostNames = 5;
const busy: ReadonlySet<MailboxPhase> = new Set(['indexing', 'comparing', 'copying', 'verifying']);

/**
 * The run's numbers for the window.
 * @param beside sources that were finished last, newest first, and how many rest until the next run
 * @param namespace of the old account
 */
export function progressView(
  progress: Progress,
  beside: { readonly recent: readonly string[]; readonly givenUp: number },
  namespace: Namespace | null,
): ProgressView {
  const current = progress.mailboxes.filter(({ phase }) => busy.has(phase)).map(({ source }) => source);
  const { stage, messages, bytes, skipped, failed, verified, rate, timeLeft, checkedAgain, check } = progress;
  return {
    stage,
    messages,
    bytes,
    skipped,
    failed,
    givenUp: beside.givenUp,
    verified,
    check,
    mailboxes: {
      done: progress.mailboxes.filter(({ phase }) => phase === 'done').length,
      total: progress.mailboxes.length,
    },
    rate,
    timeLeft: wholeNumbers(timeLeft),
    checkedAgain,
    current: current.slice(0, mostNames).map((name) => folderPath(name, namespace)),
    recent: beside.recent.slice(0, mostNames).map((name) => folderPath(name, namespace)),
  };
}

/** The same before this process knows more than what was remembered. */
export function rememberedProgress(numbers: MoveNumbers, stage: ProgressView['stage']): ProgressView {
  const { messages, bytes, skipped, failed, verified } = numbers;
  return {
    stage,
    messages,
    bytes,
    skipped,
    failed,
    givenUp: 0,
    verified,
    check: null,
    mailboxes: { done: 0, total: 0 },
    rate: null,
    timeLeft: { kind: 'none' },
    checkedAgain: 0,
    current: [],
    recent: [],
  };
}

function wholeNumbers(timeLeft: Progress['timeLeft']): ProgressView['timeLeft'] {
  return timeLeft.kind === 'waiting' ? { kind: 'waiting', since: Math.round(timeLeft.since) } : timeLeft;
}
