import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { LiveText } from '../../components/live-text.tsx';
import { TextField } from '../../components/text-field.tsx';
import { looksLikeNormalPassword, withoutGroupSpaces } from './app-password.ts';
import type { SignInForm } from './sign-in-form.ts';

/** The password. What is typed lives here only, and goes with the field. */
export function SecretField({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const intl = useIntl();
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState<MessageId | null>(null);
  const { family, needsAppPassword } = at.guide;
  const fault = at.faults.list.find(({ field }) => field === 'secret');
  const change = (text: string): void => {
    const secret = withoutGroupSpaces(text, family);
    setTyped(secret);
    at.setSecret(secret);
    setNote(secret === text ? null : 'account.secret.spaces');
  };
  const leave = (): void => {
    // While somebody types, every password looks unfinished.
    if (looksLikeNormalPassword(typed, family)) setNote(hints[family] ?? null);
  };
  const general = at.isSecretKept ? 'account.secret.kept' : 'account.secret.text';
  return (
    <div className="account__secret">
      <TextField
        ref={at.fields.refOf('secret')}
        type="password"
        label={intl.formatMessage({ id: needsAppPassword ? 'account.secret.app' : 'account.secret' })}
        description={intl.formatMessage({ id: note ?? general })}
        value={typed}
        onChange={change}
        onBlur={leave}
        error={fault ? intl.formatMessage({ id: fault.message }) : null}
        isDisabled={at.signIn.attempt.kind === 'running'}
        autoComplete="current-password"
        name="password"
      />
      <LiveText text={note ? intl.formatMessage({ id: note }) : ''} />
    </div>
  );
}

const hints: Readonly<Partial<Record<SignInForm['guide']['family'], MessageId>>> = {
  google: 'account.secret.hint.google',
  yahoo: 'account.secret.hint.yahoo',
  apple: 'account.secret.hint.apple',
};
