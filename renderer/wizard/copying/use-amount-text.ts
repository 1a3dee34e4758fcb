import { useIntl } from 'react-intl';
import { shareOf, type RunAmount } from './run-amount.ts';

const ids = {
  messages: 'copying.total.plain',
  checked: 'copying.total.checked.plain',
  compared: 'copying.total.compared.plain',
} as const;

/** Gives a function that says how much is done, for screen readers: "4,812 of 21,300 messages, 38%". */
export function useAmountText(): (amount: RunAmount) => string {
  const intl = useIntl();
  return (amount) => {
    if (amount.unit === 'unknown') return intl.formatMessage({ id: 'copying.total.unknown' });
    const { done, total } = amount;
    return intl.formatMessage({ id: ids[amount.unit] }, { done, total, percent: shareOf(amount) });
  };
}
