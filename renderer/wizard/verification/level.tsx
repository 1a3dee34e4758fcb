import { FormattedMessage } from 'react-intl';
import { Chip } from '../../components/chip.tsx';

const looks = {
  done: { tone: 'good', icon: 'check' },
  open: { tone: 'info', icon: 'minus' },
  running: { tone: 'wait', icon: 'clock' },
} as const;

/** One way to look: whether that is done, what it proves, its price, and the button for it. */
export function Level(props: {
  readonly level: 'counts' | 'quick' | 'deep';
  readonly state: keyof typeof looks;
  readonly price?: React.ReactNode;
  readonly children?: React.ReactNode;
}): React.JSX.Element {
  const { level, state, price, children } = props;
  return (
    <li className="level">
      <div className="level__head">
        <h3>
          <FormattedMessage id={`verification.levels.${level}`} />
        </h3>
        <Chip {...looks[state]}>
          <FormattedMessage id={`verification.levels.${state}`} />
        </Chip>
      </div>
      <p className="level__text">
        <FormattedMessage id={`verification.levels.${level}.text`} />
      </p>
      {price !== undefined && <p className="level__price">{price}</p>}
      {children}
    </li>
  );
}
