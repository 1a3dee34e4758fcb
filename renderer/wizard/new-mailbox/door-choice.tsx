import { FormattedMessage, useIntl } from 'react-intl';
import { Choice } from '../../components/choice.tsx';
import type { Door } from '../account/memory.ts';

const doors: readonly Door[] = ['have', 'own', 'hosts'];

/** Which way to a new mailbox. */
export function DoorChoice(props: {
  readonly door: Door;
  readonly onChange: (door: Door) => void;
  readonly isDisabled: boolean;
}): React.JSX.Element {
  const { door, onChange, isDisabled } = props;
  const intl = useIntl();
  return (
    <div className="account__choice account__doors">
      <Choice
        label={intl.formatMessage({ id: 'account.door' })}
        look="cards"
        value={door}
        onChange={onChange}
        isDisabled={isDisabled}
        options={doors.map((value) => ({
          value,
          label: <FormattedMessage id={`account.door.${value}`} />,
          text: <FormattedMessage id={`account.door.${value}.text`} />,
        }))}
      />
    </div>
  );
}
