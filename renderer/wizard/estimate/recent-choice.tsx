import { FormattedMessage } from 'react-intl';
import { recentDays, type EstimateView } from '../../../shared/ipc/estimate-view.ts';
import { Switch } from '../../components/switch.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** Whether the mail of the last days goes first: what one has of it, and what it costs. */
export function RecentChoice(props: {
  readonly isSelected: boolean;
  readonly view: EstimateView | null;
  readonly onChange: (isSelected: boolean) => void;
}): React.JSX.Element | null {
  const { isSelected, view, onChange } = props;
  const recent = view?.recent ?? null;
  const isAll = recent !== null && recent.isComplete && recent.messages === view?.messages;
  // Where all mail is recent there is nothing to choose.
  if (isAll && !isSelected) return null;
  const text = (
    <>
      <span className="recent-choice__usable">
        <Usable recent={recent} />
      </span>
      <span>
        <FormattedMessage id="estimate.recent.text" />
      </span>
    </>
  );
  return (
    <div className="recent-choice">
      <Switch isSelected={isSelected} onChange={onChange} text={text}>
        <FormattedMessage id="estimate.recent" values={{ days: recentDays }} />
      </Switch>
    </div>
  );
}

function Usable({ recent }: { readonly recent: EstimateView['recent'] }): React.JSX.Element {
  const { range } = useQuantities();
  const days = recentDays;
  if (recent === null) return <FormattedMessage id="estimate.recent.unknown" />;
  const { messages, isComplete, usableAfter } = recent;
  if (messages === 0 && isComplete) return <FormattedMessage id="estimate.recent.none" values={{ days }} />;
  const values = { days, messages, isComplete: isComplete ? 'yes' : 'no' };
  if (usableAfter === null) return <FormattedMessage id="estimate.recent.untimed" values={values} />;
  const { fromSeconds, toSeconds } = usableAfter;
  return <FormattedMessage id="estimate.recent.usable" values={{ ...values, range: range(fromSeconds, toSeconds) }} />;
}
