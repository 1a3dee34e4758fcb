import { FormattedMessage, useIntl } from 'react-intl';
import type { SignInStage } from '../../../shared/ipc/account-view.ts';
import { signInStage } from '../../../shared/ipc/account-view.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { LiveText } from '../../components/live-text.tsx';

/** Each line is done once the sign-in is past the stage in which it is worked on. */
const lines = [
  { message: 'account.stage.found', during: 'looking' },
  { message: 'account.stage.protected', during: 'connected' },
  { message: 'account.stage.signedIn', during: 'encrypted' },
  { message: 'account.stage.folders', during: 'signed-in' },
] as const;

const order = signInStage.options;

/** How far a sign-in is, line by line, and the way out of it. */
export function SignInChecklist(props: {
  readonly stage: SignInStage;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { stage, onCancel } = props;
  const intl = useIntl();
  if (stage === 'browser') return <BrowserWait onCancel={onCancel} />;
  return (
    <section className="card account__checklist" aria-labelledby="sign-in-stages">
      <h2 id="sign-in-stages">
        <FormattedMessage id="account.stages" />
      </h2>
      <ol className="account__stages">
        {lines.map(({ message, during }) => {
          const state = stateOf(during, stage);
          return (
            <li key={message} className={`account__stage account__stage--${state}`}>
              <Icon name={state === 'done' ? 'check' : state === 'running' ? 'refresh' : 'minus'} />
              <span className="account__stage-words">
                <span>
                  <FormattedMessage id={message} />
                </span>
                <span className="quiet">
                  <FormattedMessage id={`account.stage.${state}`} />
                </span>
              </span>
            </li>
          );
        })}
      </ol>
      <LiveText text={intl.formatMessage({ id: 'account.stage.live' }, { stage })} />
      <Button icon="cross" onPress={onCancel}>
        <FormattedMessage id="account.cancel" />
      </Button>
    </section>
  );
}

/** While the person is in the browser, nothing here moves. */
function BrowserWait({ onCancel }: { readonly onCancel: () => void }): React.JSX.Element {
  const intl = useIntl();
  return (
    <section className="card account__checklist" aria-labelledby="browser-wait">
      <h2 id="browser-wait">
        <FormattedMessage id="account.browser.wait" />
      </h2>
      <p>
        <FormattedMessage id="account.browser.wait.text" />
      </p>
      <LiveText text={intl.formatMessage({ id: 'account.stage.live' }, { stage: 'browser' })} />
      <Button icon="cross" onPress={onCancel}>
        <FormattedMessage id="account.cancel" />
      </Button>
    </section>
  );
}

function stateOf(during: SignInStage, stage: SignInStage): 'done' | 'running' | 'open' {
  const difference = order.indexOf(stage) - order.indexOf(during);
  if (difference > 0) return 'done';
  return difference === 0 ? 'running' : 'open';
}
