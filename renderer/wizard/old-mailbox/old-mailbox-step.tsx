import { FormattedMessage, useIntl } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { ask } from '../../bridge.ts';
import { CommonFacts } from '../account/common-facts.tsx';
import { ContentsFact } from '../account/contents-fact.tsx';
import { FocusHere } from '../account/focus-here.tsx';
import { KeepAccount } from '../account/keep-account.tsx';
import { signInMain } from '../account/sign-in-main.ts';
import { SignInPanel } from '../account/sign-in-panel.tsx';
import { SignedInCard } from '../account/signed-in-card.tsx';
import { stepAfterSignIn } from '../account/step-after-sign-in.ts';
import { useAccountStep, type AccountStep } from '../account/use-account-step.ts';
import { useSignInForm } from '../account/use-sign-in-form.ts';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';

/** The account that is left: its address, its password, and what was found in it. */
export function OldMailboxStep({ move }: StepProps): React.JSX.Element {
  const state = useAccountStep(move, 'source');
  return state.ready ? (
    <SignedIn move={move} state={state} account={state.ready} />
  ) : (
    <SignIn key={state.mode} move={move} state={state} />
  );
}

function SignIn({ move, state }: StepProps & { readonly state: AccountStep }): React.JSX.Element {
  const intl = useIntl();
  const at = useSignInForm({ move, side: 'source', mode: state.mode, onSignedIn: state.leaveForm });
  return (
    <Step move={move} step="old-mailbox" lead={<FormattedMessage id="account.old.lead" />} main={signInMain(at, intl)}>
      <SignInPanel at={at} />
      <KeepAccount account={state.kept} onPress={state.leaveForm} />
    </Step>
  );
}

function SignedIn(
  props: StepProps & { readonly state: AccountStep; readonly account: AccountView },
): React.JSX.Element {
  const { move, state, account } = props;
  const intl = useIntl();
  const main = {
    label: intl.formatMessage({ id: 'account.continue' }),
    onPress: () => void ask('goToStep', { move: move.id, step: stepAfterSignIn(move, 'new-mailbox') }),
  };
  const card = (
    <SignedInCard account={account} onAnother={state.useAnother}>
      <CommonFacts account={account} />
      {account.facts && <ContentsFact facts={account.facts} />}
    </SignedInCard>
  );
  return (
    <Step move={move} step="old-mailbox" lead={<FormattedMessage id="account.old.lead.signedIn" />} main={main}>
      {state.isAnswer ? <FocusHere>{card}</FocusHere> : card}
    </Step>
  );
}
