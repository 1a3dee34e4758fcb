import { FormattedMessage, useIntl } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { ask } from '../../bridge.ts';
import { Notice } from '../../components/notice.tsx';
import { CommonFacts } from '../account/common-facts.tsx';
import { FocusHere } from '../account/focus-here.tsx';
import { SignedInCard } from '../account/signed-in-card.tsx';
import { stepAfterSignIn } from '../account/step-after-sign-in.ts';
import { useAccountStep, type AccountStep } from '../account/use-account-step.ts';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { ChooseAndSignIn } from './choose-and-sign-in.tsx';
import { DestinationFacts } from './destination-facts.tsx';
import { Independence } from './independence.tsx';

/** The account that is moved to: how to come by one, its password, and what it can take. */
export function NewMailboxStep({ move }: StepProps): React.JSX.Element {
  const state = useAccountStep(move, 'destination');
  return state.ready ? (
    <SignedIn move={move} state={state} account={state.ready} />
  ) : (
    <ChooseAndSignIn key={state.mode} move={move} state={state} />
  );
}

function SignedIn(
  props: StepProps & { readonly state: AccountStep; readonly account: AccountView },
): React.JSX.Element {
  const { move, state, account } = props;
  const intl = useIntl();
  const { facts } = account;
  const main = {
    label: intl.formatMessage({ id: 'account.continue' }),
    onPress: () => void ask('goToStep', { move: move.id, step: stepAfterSignIn(move, 'checks') }),
  };
  const card = (
    <SignedInCard account={account} onAnother={state.useAnother}>
      <CommonFacts account={account} />
      {facts && <DestinationFacts facts={facts} />}
    </SignedInCard>
  );
  return (
    <Step move={move} step="new-mailbox" lead={<FormattedMessage id="account.new.lead.signedIn" />} main={main}>
      {state.isAnswer ? <FocusHere>{card}</FocusHere> : card}
      <Independence move={move} />
      {facts && facts.messages > 0 && (
        <Notice tone="info" title={<FormattedMessage id="account.notEmpty" values={{ messages: facts.messages }} />}>
          <p>
            <FormattedMessage id="account.notEmpty.text" />
          </p>
        </Notice>
      )}
    </Step>
  );
}
