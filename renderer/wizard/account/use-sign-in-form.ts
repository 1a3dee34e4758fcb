import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { emptyForm, type AccountSide } from './account-form.ts';
import type { FieldName } from './find-faults.ts';
import { guideOf } from './guide.ts';
import type { SignInForm } from './sign-in-form.ts';
import { signInBrowser, submitForm } from './submit-form.ts';
import { useBrowserWay } from './use-browser-way.ts';
import { useAccountForm, type FormMode } from './use-account-form.ts';
import { useFaults } from './use-faults.ts';
import { useFields } from './use-fields.ts';
import { usePause } from './use-pause.ts';
import { useSignIn } from './use-sign-in.ts';

const inSettings: readonly FieldName[] = ['host', 'port', 'user'];

/** The form of one side, from the address to the answer. */
export function useSignInForm(props: {
  readonly move: MoveView;
  readonly side: AccountSide;
  readonly mode: FormMode;
  readonly onSignedIn: () => void;
}): SignInForm {
  const { move, side, onSignedIn } = props;
  const { form, change, lookUp } = useAccountForm(move, side, props.mode);
  const [mode, setMode] = useState(props.mode);
  const secret = useRef('');
  const faults = useFaults();
  const fields = useFields();
  const guide = guideOf(form);
  const browser = useBrowserWay(guide);
  const at: SignInForm = {
    ...{ move, side, form, mode, faults, fields, guide, browser },
    isSecretKept: mode === 'again' && move[side]?.secret === 'kept',
    signIn: useSignIn(move, side),
    pausedUntil: usePause(form),
    change: (next) => {
      faults.clear();
      change(next);
    },
    setSecret: (typed) => {
      secret.current = typed;
    },
    leaveAddress: (to) => {
      // What a button is pressed for is the button's to do: an answer in the middle of the press would change or remove it.
      if (to instanceof HTMLButtonElement) return;
      if (form.found === null && !form.isManual && form.typed.trim() !== '') void lookUp();
    },
    submit: () => void submitForm(at, { secret, lookUp, onSignedIn }),
    signInBrowser: () => void signInBrowser(at, { secret, onSignedIn }),
    goTo: (field) => {
      // The field must be there before it can take the focus.
      if (inSettings.includes(field)) flushSync(() => change({ ...form, isOpen: true }));
      fields.focus(field);
    },
    useAnother: () => {
      secret.current = '';
      setMode('new');
      faults.clear();
      change(emptyForm);
    },
  };
  return at;
}
