import { FormattedMessage, useIntl } from 'react-intl';
import type { CheckLine, ChecksView } from '../../../shared/ipc/checks-view.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { assertNever } from '../../../shared/assert-never.ts';
import { Foreign } from '../../components/foreign.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { checkValues } from './check-values.ts';

/** What a check found, as a sentence with its numbers. */
export function CheckSentence(props: {
  readonly line: CheckLine;
  readonly state: ChecksView['state'];
}): React.JSX.Element {
  const { line, state } = props;
  const notTold = useIntl().formatMessage({ id: 'checks.notTold' });
  const values = checkValues(line, useQuantities(), notTold);
  const foreign = (name: string): React.JSX.Element => <Foreign text={String(values[name])} />;
  const names = {
    host: foreign('host'),
    domain: foreign('domain'),
    name: foreign('name'),
    source: foreign('source'),
    limitProvider: foreign('limitProvider'),
    limitSource: foreign('limitSource'),
    destination: foreign('destination'),
  };
  return <FormattedMessage id={sentenceId(line, state)} values={{ ...values, ...names }} />;
}

function sentenceId({ id, verdict, values }: CheckLine, state: ChecksView['state']): MessageId {
  // A warning all the same: folders can be left out in the next step.
  if (id === 'room' && typeof values['missingBytes'] === 'number') return 'check.room.fail';
  switch (verdict) {
    case 'pass':
    case 'warn':
    case 'fail':
      return `check.${id}.${verdict}`;
    case 'running':
      return id === 'write-test' ? 'check.write-test.running' : 'checks.running';
    case 'open':
      if (id === 'write-test') return 'check.write-test.open';
      if (id === 'independent' && values['receiver'] === 'not-told') return 'check.independent.open';
      return state === 'done' ? 'checks.open.stopped' : 'checks.open';
    default:
      return assertNever(verdict);
  }
}
