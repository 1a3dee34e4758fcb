import { useIntl } from 'react-intl';
import { TextField } from '../../components/text-field.tsx';
import { withTyped } from './account-form.ts';
import { typedFault } from './find-faults.ts';
import type { SignInForm } from './sign-in-form.ts';
import { otherOf } from './submit-form.ts';

/** The one field a person must know: the mail address. */
export function AddressField({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const intl = useIntl();
  const { form, side } = at;
  const fault = at.faults.list.find(({ field }) => field === 'typed') ?? (form.found && typedFault(form, otherOf(at)));
  return (
    <TextField
      ref={at.fields.refOf('typed')}
      label={intl.formatMessage({ id: 'account.typed' })}
      description={intl.formatMessage({ id: side === 'source' ? 'account.typed.old' : 'account.typed.new' })}
      value={form.typed}
      onChange={(typed) => at.change(withTyped(form, typed))}
      onBlur={at.leaveAddress}
      error={fault && intl.formatMessage({ id: fault.message }, { side })}
      isDisabled={at.signIn.attempt.kind === 'running'}
      // Not the type `email`: browsers rewrite the domain of such a field.
      inputMode="email"
      autoComplete="username"
      name="address"
    />
  );
}
