import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { Details } from '../../components/disclosure.tsx';
import { Notice } from '../../components/notice.tsx';
import type { SignInForm } from './sign-in-form.ts';
import type { BrowserWay } from './use-browser-way.ts';

type State = 'resting' | 'asking' | 'removing' | 'failed';

/** The client ID that the person brought, and a way to take it back, with a word on the moves that were signed in with it. */
export function KeptClient(props: { readonly at: SignInForm; readonly browser: BrowserWay }): React.JSX.Element {
  const { at, browser } = props;
  const intl = useIntl();
  const [state, setState] = useState<State>('resting');
  const { name } = at.guide;
  const remove = (): void => {
    setState('removing');
    browser.unregister().then(
      // The button is gone with it.
      () => at.goTo('typed'),
      () => setState('failed'),
    );
  };
  return (
    <Details summary={<FormattedMessage id="account.keptClient.summary" />}>
      <p>
        <FormattedMessage id="account.keptClient.text" values={{ name }} />
      </p>
      {state === 'failed' && (
        <Notice tone="fail" role="alert" title={<FormattedMessage id="account.keptClient.failed" />} />
      )}
      <div>
        <Button
          isBusy={state === 'removing'}
          isDisabled={at.signIn.attempt.kind === 'running'}
          onPress={() => setState('asking')}
        >
          <FormattedMessage id="account.keptClient.remove" />
        </Button>
      </div>
      <ConfirmDialog
        isOpen={state === 'asking'}
        title={<FormattedMessage id="account.keptClient.title" />}
        confirm={{
          label: intl.formatMessage({ id: 'account.keptClient.remove' }),
          onPress: remove,
          kind: 'danger',
        }}
        cancelLabel={intl.formatMessage({ id: 'account.keptClient.keep' })}
        onCancel={() => setState('resting')}
      >
        <p>
          <FormattedMessage id="account.keptClient.moves" />
        </p>
        <p>
          <FormattedMessage id="account.keptClient.access" values={{ name }} />
        </p>
      </ConfirmDialog>
    </Details>
  );
}
