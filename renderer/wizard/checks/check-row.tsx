import { FormattedMessage, useIntl } from 'react-intl';
import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { CheckItems } from './check-items.tsx';
import { CheckProblem } from './check-problem.tsx';
import { CheckSentence } from './check-sentence.tsx';
import { CheckVerdict } from './check-verdict.tsx';
import { WriteTest } from './write-test.tsx';

/** One check: what it is, how it went, what it found, and what the person may do about it. */
export function CheckRow(props: { readonly move: MoveView; readonly line: CheckLine }): React.JSX.Element {
  const { move, line } = props;
  return (
    <li className={`check check--${line.verdict}`} data-check={line.id} tabIndex={-1}>
      <h3 className="check__title">
        <FormattedMessage id={`check.${line.id}.title`} />
      </h3>
      <CheckVerdict line={line} />
      <div className="check__body">
        {line.problem === null ? (
          <p className="check__fact">
            <CheckSentence line={line} state={move.checks.state} />
          </p>
        ) : (
          <CheckProblem move={move} problem={line.problem} />
        )}
        <CheckHelp move={move} line={line} />
        <CheckItems line={line} />
        {line.id === 'write-test' && <WriteTest move={move} line={line} />}
        {line.verdict === 'warn' && <Understand move={move} line={line} />}
      </div>
    </li>
  );
}

/** What helps, where that is more than the sentence says. */
function CheckHelp({ move, line }: { readonly move: MoveView; readonly line: CheckLine }): React.JSX.Element | null {
  const { id, verdict, values } = line;
  const hidden = id === 'hidden-mail' && verdict === 'warn' && move.source?.provider?.id === 'gmail';
  const full = id === 'room' && typeof values['missingBytes'] === 'number';
  if (!hidden && !full) return null;
  return (
    <p className="check__help">
      <FormattedMessage id={hidden ? 'checks.hidden.gmail' : 'checks.room.help'} />
    </p>
  );
}

function Understand({ move, line }: { readonly move: MoveView; readonly line: CheckLine }): React.JSX.Element {
  const intl = useIntl();
  const title = intl.formatMessage({ id: `check.${line.id}.title` });
  return (
    <div className="check__understand">
      <Checkbox
        isSelected={line.acknowledged}
        aria-label={intl.formatMessage({ id: 'checks.understand.of' }, { title })}
        onChange={(yes) => void ask('acknowledge', { move: move.id, check: line.id, yes })}
      >
        <FormattedMessage id="checks.understand" />
      </Checkbox>
    </div>
  );
}
