import { FormattedMessage, useIntl } from 'react-intl';
import type { FolderChoices, FolderTable } from '../../../shared/ipc/folders-view.ts';
import { Choice } from '../../components/choice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import type { Choose } from './folder-chooser.tsx';

/** What becomes of Gmail's labels, each way with what is in the new mailbox afterwards. */
export function LabelChoice(props: {
  readonly labels: NonNullable<FolderTable['labels']>;
  readonly choices: FolderChoices;
  readonly choose: Choose;
  /** Copying has begun: another way would double messages. */
  readonly isLocked: boolean;
}): React.JSX.Element {
  const { labels, choices, choose, isLocked } = props;
  const intl = useIntl();
  const { bytes } = useQuantities();
  const options = (['folders', 'primary', 'archive'] as const).map((value) => {
    const result = labels.results[value];
    const size = result.bytes === null ? '' : bytes(result.bytes);
    return {
      value,
      label: <FormattedMessage id={`folders.labels.${value}`} />,
      text: (
        <>
          <FormattedMessage id={`folders.labels.${value}.text`} />{' '}
          <strong>
            <FormattedMessage
              id={size === '' ? 'folders.labels.result' : 'folders.labels.result.size'}
              values={{ messages: result.messages, size }}
            />
          </strong>
        </>
      ),
    };
  });
  return (
    <section className="card folders__labels">
      <h2>
        <FormattedMessage id="folders.labels.title" />
      </h2>
      <p>
        <FormattedMessage id="folders.labels.counts" values={{ messages: labels.messages, shown: labels.shown }} />
      </p>
      <Choice
        label={intl.formatMessage({ id: 'folders.labels' })}
        isLabelHidden
        look="cards"
        isDisabled={isLocked}
        value={choices.labels}
        options={options}
        onChange={(strategy) => void choose({ ...choices, labels: strategy })}
      />
      <p className="quiet">
        <FormattedMessage id={isLocked ? 'folders.labels.locked' : 'folders.labels.note'} />
      </p>
    </section>
  );
}
