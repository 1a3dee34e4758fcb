import { FormattedMessage } from 'react-intl';
import { Chip } from '../../components/chip.tsx';

const looks = {
  done: { tone: 'good', icon: 'check' },
  open: { tone: 'info', icon: 'minus' },
  running: { tone: 'wait', icon: 'clock' },
} as const;

/** Whether a look was taken. */
export type LevelState = keyof typeof looks;

/** One way to look: whether that is done, what it proves, and what is needed for it. */
export function Level(props: {
  readonly level: 'counts' | 'quick' | 'bodies';
  readonly state: LevelState;
  /** In place of the usual word for `done`. */
  readonly word?: React.ReactNode;
  readonly children?: React.ReactNode;
}): React.JSX.Element {
  const { level, state, word, children } = props;
  return (
    <li className="level">
      <div className="level__head">
        <h3>
          <FormattedMessage id={`verification.levels.${level}`} />
        </h3>
        <Chip {...looks[state]}>
          {state === 'done' && word !== undefined ? word : <FormattedMessage id={`verification.levels.${state}`} />}
        </Chip>
      </div>
      <p className="level__text">
        <FormattedMessage id={`verification.levels.${level}.text`} />
      </p>
      {children}
    </li>
  );
}
