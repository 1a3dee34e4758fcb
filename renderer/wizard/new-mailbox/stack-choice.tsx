import { FormattedMessage, useIntl } from 'react-intl';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { asManual } from '../account/account-form.ts';
import type { SignInForm } from '../account/sign-in-form.ts';

/** Server software, by its id in the directory. Names of programs are the same in every language. */
const stacks = [
  ['mailinabox', 'Mail-in-a-Box'],
  ['mailcow', 'mailcow'],
  ['docker_mailserver', 'docker-mailserver'],
  ['mailu', 'Mailu'],
  ['stalwart', 'Stalwart'],
] as const;

type Stack = (typeof stacks)[number][0] | 'other';

/** Which software runs on the own server: it tells what its host name is called there. All of them listen on port 993 with TLS. */
export function StackChoice({ at }: { readonly at: SignInForm }): React.JSX.Element {
  const intl = useIntl();
  const { form } = at;
  const options: readonly ChoiceOption<Stack>[] = [
    ...stacks.map(([value, label]) => ({ value, label })),
    {
      value: 'other',
      label: <FormattedMessage id="account.stack.other" />,
      text: <FormattedMessage id="account.stack.other.text" />,
    },
  ];
  const { host, user } = form;
  return (
    <div className="account__choice">
      <Choice
        label={intl.formatMessage({ id: 'account.stack' })}
        look="cards"
        value={stackOf(form.stack)}
        onChange={(stack) => at.change(asManual(form, { stack: stack === 'other' ? null : stack, host, user }))}
        options={options}
        isDisabled={at.signIn.attempt.kind === 'running'}
      />
    </div>
  );
}

function stackOf(stack: string | null): Stack {
  return stacks.find(([id]) => id === stack)?.[0] ?? 'other';
}
