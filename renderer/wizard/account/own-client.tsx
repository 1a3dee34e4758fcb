import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { Details } from '../../components/disclosure.tsx';
import { TextField } from '../../components/text-field.tsx';
import { KeptClient } from './kept-client.tsx';
import type { SignInForm } from './sign-in-form.ts';

type State = 'typing' | 'empty' | 'saving' | 'failed';

/** For people and administrators who registered Homing themselves: their client ID opens the way through the browser. */
export function OwnClient({ at }: { readonly at: SignInForm }): React.JSX.Element | null {
  const intl = useIntl();
  const [id, setId] = useState('');
  const [secret, setSecret] = useState('');
  const [state, setState] = useState<State>('typing');
  const { browser, guide } = at;
  if (browser?.isOwn === true) return <KeptClient at={at} browser={browser} />;
  if (!browser || browser.isOpen) return null;
  const save = (): void => {
    if (id.trim() === '') return setState('empty');
    setState('saving');
    browser.register(id.trim(), secret).catch(() => setState('failed'));
  };
  const fault =
    state === 'empty' || state === 'failed' ? intl.formatMessage({ id: `account.ownClient.${state}` }) : null;
  return (
    <Details summary={<FormattedMessage id="account.ownClient.summary" />}>
      <p>
        <FormattedMessage id="account.ownClient.text" values={{ name: guide.name }} />
      </p>
      <TextField
        label={intl.formatMessage({ id: 'account.ownClient.id' })}
        value={id}
        onChange={setId}
        error={fault}
        autoComplete="off"
      />
      {browser.provider === 'google' && (
        <TextField
          label={intl.formatMessage({ id: 'account.ownClient.secret' })}
          value={secret}
          onChange={setSecret}
          autoComplete="off"
        />
      )}
      <div>
        <Button icon="check" onPress={save} isBusy={state === 'saving'}>
          <FormattedMessage id="account.ownClient.save" />
        </Button>
      </div>
    </Details>
  );
}
