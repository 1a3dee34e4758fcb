import type { MessageProblem, SkipReason } from '../../shared/model/problem.ts';
import type { Journal } from '../engine/journal-port.ts';
import { STATUSES } from './message-row.ts';
import { changeStatus, type JournalState, type Transition } from './transition.ts';

const INTEND: Transition = { to: 'intended', from: ['waiting'], set: 'fingerprint = ?, digest = ?' };
const COPY: Transition = {
  to: 'copied',
  from: ['intended', 'waiting'],
  set: 'destination_uid = ?, already_there = ?, problem = NULL',
};
const WAIT: Transition = {
  to: 'waiting',
  from: ['waiting', 'intended', 'copied', 'verified', 'skipped'],
  set: 'destination_uid = NULL, already_there = 0, problem = NULL, skip = NULL',
};
const FAIL: Transition = { to: 'failed', from: STATUSES, set: 'problem = ?' };
const SKIP: Transition = {
  to: 'skipped',
  from: ['waiting', 'intended', 'skipped', 'failed'],
  set: 'skip = ?, problem = NULL',
};
const VERIFY: Transition = {
  to: 'verified',
  from: ['copied', 'verified'],
  set: 'problem = ?, digest = coalesce(digest, ?)',
};

type Marks = Pick<
  Journal,
  'markIntended' | 'markCopied' | 'markWaiting' | 'markFailed' | 'markSkipped' | 'markVerified'
>;

/** The methods that take messages from one status to the next. */
export function marks(state: JournalState): Marks {
  return {
    markIntended(pair, messages) {
      const changes = messages.map(({ uid, fingerprint, digest }) => ({ uid, values: [fingerprint, digest] }));
      changeStatus(state, pair, INTEND, changes);
    },
    markCopied(pair, messages) {
      const changes = messages.map(({ uid, destinationUid, alreadyThere }) => {
        return { uid, values: [destinationUid, Number(alreadyThere ?? false)] };
      });
      changeStatus(state, pair, COPY, changes);
    },
    markWaiting(pair, uids) {
      const changes = uids.map((uid) => ({ uid, values: [] }));
      changeStatus(state, pair, WAIT, changes);
    },
    markFailed(pair: number, uid: number, problem: MessageProblem) {
      changeStatus(state, pair, FAIL, [{ uid, values: [JSON.stringify(problem)] }]);
    },
    markSkipped(pair: number, uids: readonly number[], reason: SkipReason) {
      const changes = uids.map((uid) => ({ uid, values: [reason] }));
      changeStatus(state, pair, SKIP, changes);
    },
    markVerified(pair, messages) {
      const changes = messages.map(({ uid, problem, digest }) => {
        return { uid, values: [problem && JSON.stringify(problem), digest ?? null] };
      });
      changeStatus(state, pair, VERIFY, changes);
    },
  };
}
