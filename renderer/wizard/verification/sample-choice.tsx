import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { ReceiptView } from '../../../shared/ipc/receipt-view.ts';
import { Button } from '../../components/button.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { sampleShows } from './sample-shows.ts';
import { firstStep, sampleSteps } from './sample-steps.ts';
import { arrivedOf } from './verdict.ts';

/** How many messages are to be compared byte for byte, what that shows, and the button for it. */
export function SampleChoice(props: {
  readonly totals: ReceiptView['totals'];
  /** What was asked for last; null before. */
  readonly last: number | null;
  readonly isDisabled: boolean;
  /** Told a number of messages, or that all are to be compared. */
  readonly onCompare: (bodies: number | 'all') => void;
}): React.JSX.Element {
  const { totals, last, isDisabled, onCompare } = props;
  const id = useId();
  const total = arrivedOf(totals);
  const steps = sampleSteps(total);
  const [place, setPlace] = useState(() => firstStep(steps, last));
  const bodies = steps[Math.min(place, steps.length - 1)] ?? total;
  const amount = useAmount(totals, bodies);
  return (
    <div className="sample">
      {steps.length > 1 && (
        <div className="sample__slide">
          <label htmlFor={id}>
            <FormattedMessage id="verification.sample.label" />
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={steps.length - 1}
            step={1}
            value={Math.min(place, steps.length - 1)}
            aria-valuetext={amount}
            aria-describedby={`${id}-shows`}
            onChange={({ currentTarget }) => setPlace(currentTarget.valueAsNumber)}
          />
        </div>
      )}
      <p className="sample__amount">{amount}</p>
      <p className="level__text" id={`${id}-shows`}>
        <Shows bodies={bodies} total={total} />
      </p>
      <Button
        icon="shield"
        isDisabled={isDisabled || total === 0}
        onPress={() => onCompare(bodies >= total ? 'all' : bodies)}
      >
        <FormattedMessage id="verification.sample.start" />
      </Button>
    </div>
  );
}

/** "200 of 21,297 messages, about 14 MB": what is read once more, by the size messages have on the whole. */
function useAmount({ messages, bytes, ...totals }: ReceiptView['totals'], bodies: number): string {
  const intl = useIntl();
  const quantities = useQuantities();
  const size = quantities.bytes(Math.round((bytes / Math.max(1, messages)) * bodies));
  return intl.formatMessage({ id: 'verification.sample.amount' }, { bodies, total: arrivedOf(totals), size });
}

function Shows({ bodies, total }: { readonly bodies: number; readonly total: number }): React.JSX.Element {
  const quantities = useQuantities();
  if (bodies >= total) return <FormattedMessage id="verification.sample.shows.all" />;
  const shows = sampleShows(bodies, total);
  if (!shows) return <FormattedMessage id="verification.sample.shows.little" />;
  const certainty = quantities.percent(shows.certainty);
  return <FormattedMessage id="verification.sample.shows" values={{ bodies, oneIn: shows.oneIn, certainty }} />;
}
