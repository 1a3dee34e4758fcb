import { useIntl } from 'react-intl';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { Select } from '../../components/select.tsx';
import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import { withSetting, type AccountForm } from './account-form.ts';
import type { SignInForm } from './sign-in-form.ts';

/** Host, port, protection and user name, to be edited. */
export function ServerSettings({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const intl = useIntl();
  const text = (id: MessageId): string => intl.formatMessage({ id });
  const { form } = at;
  const isDisabled = at.signIn.attempt.kind === 'running';
  const setting = (name: 'host' | 'port' | 'user'): Omit<TextFieldProps, 'label'> => {
    const fault = at.faults.list.find(({ field }) => field === name);
    return {
      ref: at.fields.refOf(name),
      value: form[name],
      onChange: (value) => at.change(withSetting(form, name, value)),
      error: fault ? text(fault.message) : null,
      autoComplete: 'off',
      isDisabled,
      name,
    };
  };
  const securities: readonly AccountForm['security'][] = ['tls', 'starttls'];
  return (
    <div className="account__settings">
      <TextField {...setting('host')} label={text('account.host')} description={text(hostHint(form))} inputMode="url" />
      <TextField {...setting('port')} label={text('account.port')} inputMode="numeric" />
      <Select
        label={text('account.security')}
        value={form.security}
        onChange={(security) => at.change(withSetting(form, 'security', security))}
        options={securities.map((value) => ({ value, label: text(`account.security.${value}`) }))}
        isDisabled={isDisabled}
      />
      <TextField {...setting('user')} label={text('account.user')} description={text(userHint(form))} />
    </div>
  );
}

function hostHint({ stack }: AccountForm): MessageId {
  switch (stack) {
    case 'mailinabox':
    case 'mailcow':
    case 'docker_mailserver':
    case 'mailu':
    case 'stalwart':
      return `account.stack.host.${stack}`;
    default:
      return 'account.host.text';
  }
}

function userHint({ stack }: AccountForm): MessageId {
  return stack === 'stalwart' ? 'account.stack.user.stalwart' : 'account.user.text';
}
