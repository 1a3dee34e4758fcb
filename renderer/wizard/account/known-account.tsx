import { FormattedMessage } from 'react-intl';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import type { SignInForm } from './sign-in-form.ts';

/** In place of the address, for an account that is known but cannot be signed in to as it is. */
export function KnownAccount({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const isMissing = !at.isSecretKept;
  return (
    <>
      <Notice
        tone="warn"
        title={<FormattedMessage id={isMissing ? 'account.missing.title' : 'account.refused.title'} />}
      >
        <p>
          <FormattedMessage
            id={isMissing ? 'account.missing.text' : 'account.refused.text'}
            values={{ side: at.side }}
          />
        </p>
      </Notice>
      <div className="account__known">
        <span className="account__address">
          <Foreign text={at.form.typed} />
        </span>
        <Button kind="quiet" onPress={at.useAnother}>
          <FormattedMessage id="account.another" />
        </Button>
      </div>
    </>
  );
}
