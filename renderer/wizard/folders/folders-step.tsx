import { FormattedMessage, useIntl } from 'react-intl';
import { ask } from '../../bridge.ts';
import { NotKnown } from '../not-known.tsx';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { FolderChooser } from './folder-chooser.tsx';
import { LabelChoice } from './label-choice.tsx';
import { useFolderTable } from './use-folder-table.ts';

/** Which folders go along, and what they are called in the new mailbox. */
export function FoldersStep({ move }: StepProps): React.JSX.Element {
  const intl = useIntl();
  const control = useFolderTable(move.id, move.checks.at);
  const { state } = control;
  const main = {
    label: intl.formatMessage({ id: 'folders.continue' }),
    onPress: () => void ask('goToStep', { move: move.id, step: 'estimate' }),
    isDisabled: state.kind !== 'ready' || state.table.totals.mailboxes === 0,
  };
  return (
    <Step move={move} step="folders" lead={<FormattedMessage id="folders.lead" />} main={main}>
      <div className="folders">
        {state.kind === 'ready' ? (
          <>
            {state.table.labels && (
              <LabelChoice
                labels={state.table.labels}
                choices={control.choices}
                choose={control.choose}
                isLocked={state.table.rows.some(({ started }) => started)}
              />
            )}
            <FolderChooser table={state.table} choices={control.choices} choose={control.choose} />
          </>
        ) : (
          <NotKnown
            about="folders"
            move={move.id}
            kind={state.kind}
            look={move.checks.state}
            onRetry={control.reload}
          />
        )}
      </div>
    </Step>
  );
}
