import { useState } from 'react';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { emptyForm, type AccountSide } from './account-form.ts';
import { remember } from './memory.ts';
import type { FormMode } from './use-account-form.ts';

/** What an account's step shows: the account that works, or the form. */
export interface AccountStep {
  /** Null: the form is shown. */
  readonly ready: AccountView | null;
  /** The account that stays if the form is left; null if there is none. */
  readonly kept: AccountView | null;
  readonly mode: FormMode;
  /** The form was there before, so the account is the answer to it. */
  readonly isAnswer: boolean;
  useAnother(): void;
  leaveForm(): void;
}

/** Which of the two an account's step shows. */
export function useAccountStep(move: MoveView, side: AccountSide): AccountStep {
  const account = move[side];
  const ready = account?.signedIn === true && account.secret === 'kept' ? account : null;
  const [isChanging, setIsChanging] = useState(false);
  const [hadForm, setHadForm] = useState(ready === null);
  return {
    ready: isChanging ? null : ready,
    kept: isChanging ? ready : null,
    mode: account !== null && !isChanging ? 'again' : 'new',
    isAnswer: hadForm,
    useAnother: () => {
      remember(move.id, side, { form: emptyForm });
      setIsChanging(true);
      setHadForm(true);
    },
    leaveForm: () => setIsChanging(false),
  };
}
