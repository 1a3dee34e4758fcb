import type { MessageProblem, SkipReason } from '../../shared/model/problem.ts';
import type { Journal } from '../engine/journal-port.ts';
import { codeOf, STATUSES, TREATMENT_CODES } from './message-row.ts';
import { changeStatus, type JournalState, type Transition } from './transition.ts';

const INTEND: Transition = {
  to: 'intended',
  from: ['waiting'],
  set: 'fingerprint = ?, digest = ?, length = ?, treatment = NULL',
};
/** What was refused goes again in another form. */
const INTEND_TREATED: Transition = {
  to: 'intended',
  from: ['waiting', 'failed'],
  set: 'fingerprint = ?, digest = ?, length = ?, treatment = ?',
};
const COPY: Transition = {
  to: 'copied',
  from: ['intended', 'waiting'],
  set: 'destination_uid = ?, already_there = ?, digest = coalesce(?, digest), problem = NULL, compared = 0',
};
const WAIT: Transition = {
  to: 'waiting',
  from: ['waiting', 'intended', 'copied', 'verified', 'skipped'],
  // What was sent with a problem was set aside for it in an earlier run, and may be again.
  set: `destination_uid = NULL, already_there = 0, problem = CASE status WHEN ${String(codeOf('intended'))} THEN problem END,
        skip = NULL, treatment = NULL`,
};
const SET_ASIDE: Transition = { to: 'waiting', from: ['waiting'], set: 'problem = ?' };
const FAIL: Transition = { to: 'failed', from: STATUSES, set: 'problem = ?, treatment = NULL' };
const SKIP: Transition = {
  to: 'skipped',
  from: ['waiting', 'intended', 'skipped', 'failed'],
  set: 'skip = ?, problem = NULL',
};
const VERIFY: Transition = {
  to: 'verified',
  from: ['copied', 'verified'],
  set: 'problem = ?, digest = coalesce(digest, ?), compared = coalesce(?, compared)',
};

/** As the file knows them, see schema/004-compared.ts. */
const COMPARED = { read: 1, 'at-random': 2 } as const;

type Marks = Pick<
  Journal,
  'markIntended' | 'markCopied' | 'markWaiting' | 'markFailed' | 'setAside' | 'markSkipped' | 'markVerified'
>;

/** The methods that take messages from one status to the next. */
export function marks(state: JournalState): Marks {
  return {
    markIntended(pair, messages) {
      const plain = messages.filter(({ treatment }) => treatment === undefined);
      changeStatus(
        state,
        pair,
        INTEND,
        plain.map(({ uid, fingerprint, digest, length }) => ({ uid, values: [fingerprint, digest, length ?? null] })),
      );
      const treated = messages.flatMap(({ uid, fingerprint, digest, length, treatment }) =>
        treatment === undefined
          ? []
          : [{ uid, values: [fingerprint, digest, length ?? null, TREATMENT_CODES[treatment]] }],
      );
      changeStatus(state, pair, INTEND_TREATED, treated);
    },
    markCopied(pair, messages) {
      const changes = messages.map(({ uid, destinationUid, alreadyThere, digest }) => {
        return { uid, values: [destinationUid, Number(alreadyThere ?? false), digest ?? null] };
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
    setAside(pair: number, uid: number, problem: MessageProblem) {
      changeStatus(state, pair, SET_ASIDE, [{ uid, values: [JSON.stringify(problem)] }]);
    },
    markSkipped(pair: number, uids: readonly number[], reason: SkipReason) {
      const changes = uids.map((uid) => ({ uid, values: [reason] }));
      changeStatus(state, pair, SKIP, changes);
    },
    markVerified(pair, messages) {
      const changes = messages.map(({ uid, problem, digest, compared }) => {
        const how = compared === undefined ? null : COMPARED[compared];
        return { uid, values: [problem && JSON.stringify(problem), digest ?? null, how] };
      });
      changeStatus(state, pair, VERIFY, changes);
    },
  };
}
