import { ProgressBar } from 'react-aria-components';
import { FormattedMessage } from 'react-intl';
import type { RunView } from '../../../shared/ipc/run-view.ts';
import { useQuantities } from '../../use-quantities.ts';
import { runAmount, shareOf, type RunAmount } from './run-amount.ts';
import { useAmountText } from './use-amount-text.ts';

const rich = {
  messages: 'copying.total',
  checked: 'copying.total.checked',
  compared: 'copying.total.compared',
} as const;

/** The parts of the big line. */
const drawn = {
  b: (words: React.ReactNode) => <strong className="run__done">{words}</strong>,
  c: (words: React.ReactNode) => <span className="run__percent">{words}</span>,
};

/** The big line and the bar below it. No total, no bar value. */
export function RunBar(props: { readonly run: RunView; readonly label: string }): React.JSX.Element {
  const amount = runAmount(props.run);
  return (
    <>
      <p className="run__amount">
        <Amount amount={amount} />
      </p>
      <Bar amount={amount} label={props.label} isMoving={props.run.phase === 'running'} />
    </>
  );
}

function Amount({ amount }: { readonly amount: RunAmount }): React.JSX.Element {
  const quantities = useQuantities();
  if (amount.unit === 'unknown') return <FormattedMessage id="copying.total.unknown" />;
  const values = {
    done: amount.done,
    total: amount.total,
    percent: quantities.percent(shareOf(amount)),
    ...drawn,
  };
  return <FormattedMessage id={rich[amount.unit]} values={values} />;
}

function Bar(props: {
  readonly amount: RunAmount;
  readonly label: string;
  readonly isMoving: boolean;
}): React.JSX.Element {
  const { amount, label, isMoving } = props;
  const text = useAmountText();
  const isUnknown = amount.unit === 'unknown';
  const fill = isUnknown ? 'run-bar__fill run-bar__fill--unknown' : 'run-bar__fill';
  return (
    <ProgressBar
      className={isMoving ? 'run-bar run-bar--moving' : 'run-bar'}
      aria-label={label}
      isIndeterminate={isUnknown}
      value={isUnknown ? 0 : amount.done}
      maxValue={isUnknown ? 1 : Math.max(amount.total, 1)}
      valueLabel={text(amount)}
    >
      <span className={fill} style={{ inlineSize: isUnknown ? '30%' : `${String(exactShare(amount) * 100)}%` }} />
    </ProgressBar>
  );
}

function exactShare(amount: Exclude<RunAmount, { unit: 'unknown' }>): number {
  return amount.total === 0 ? 1 : Math.min(1, amount.done / amount.total);
}
