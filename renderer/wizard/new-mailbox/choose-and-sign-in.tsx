import { useState } from 'react';
import { flushSync } from 'react-dom';
import { FormattedMessage, useIntl } from 'react-intl';
import { asManual, emptyForm } from '../account/account-form.ts';
import { KeepAccount } from '../account/keep-account.tsx';
import { recall, remember, type Door } from '../account/memory.ts';
import { signInMain } from '../account/sign-in-main.ts';
import { SignInPanel } from '../account/sign-in-panel.tsx';
import type { AccountStep } from '../account/use-account-step.ts';
import { useSignInForm } from '../account/use-sign-in-form.ts';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { DoorChoice } from './door-choice.tsx';
import { ShowHosts } from './show-hosts.tsx';
import { StackChoice } from './stack-choice.tsx';

/** The way to a new mailbox, and the form that belongs to it. */
export function ChooseAndSignIn({ move, state }: StepProps & { readonly state: AccountStep }): React.JSX.Element {
  const intl = useIntl();
  const at = useSignInForm({ move, side: 'destination', mode: state.mode, onSignedIn: state.leaveForm });
  const [door, setDoor] = useState<Door>(() => (at.mode === 'again' ? 'have' : recall(move.id, 'destination').door));
  const choose = (next: Door): void => {
    setDoor(next);
    remember(move.id, 'destination', { door: next });
    if (next === 'own' && !at.form.isManual) at.change(asManual(at.form, { stack: 'mailinabox' }));
    if (next === 'have' && at.form.isManual) at.change({ ...emptyForm, typed: at.form.typed });
    at.signIn.clear();
  };
  const comeBack = (): void => {
    flushSync(() => choose('have'));
    at.fields.focus('typed');
  };
  const isBusy = at.signIn.attempt.kind === 'running';
  const isLooking = door === 'hosts' && !isBusy;
  return (
    <Step
      move={move}
      step="new-mailbox"
      lead={<FormattedMessage id="account.new.lead" />}
      main={isLooking ? null : signInMain(at, intl)}
    >
      {at.mode === 'new' && <DoorChoice door={door} onChange={choose} isDisabled={isBusy} />}
      {at.mode === 'new' && door === 'own' && <StackChoice at={at} />}
      {isLooking ? <ShowHosts move={move} onHave={comeBack} /> : <SignInPanel at={at} />}
      {!isLooking && (
        <p className="quiet account__before">
          <FormattedMessage id="independence.before" />
        </p>
      )}
      <KeepAccount account={state.kept} onPress={state.leaveForm} />
    </Step>
  );
}
