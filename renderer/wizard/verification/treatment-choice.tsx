import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageFlaw, Treatment } from '../../../shared/model/problem.ts';
import { ask } from '../../bridge.ts';
import { Choice } from '../../components/choice.tsx';

/**
 * What becomes of messages that the new server refuses as they are. Kept at once, carried out when the move is started again.
 * @param props.chosen what was chosen before
 */
export function TreatmentChoice(props: {
  readonly move: string;
  readonly flaw: MessageFlaw;
  readonly chosen: Treatment;
  readonly isDisabled: boolean;
}): React.JSX.Element {
  const { move, flaw, chosen, isDisabled } = props;
  const intl = useIntl();
  const [treatment, setTreatment] = useState(chosen);
  const choose = (value: Treatment): void => {
    setTreatment(value);
    ask('chooseTreatment', { move, flaw, treatment: value }).catch(() => setTreatment(treatment));
  };
  // What nobody knows a repair for can only be attached.
  const offered: readonly Treatment[] = flaw === 'other' ? ['leave', 'wrap'] : ['leave', 'repair', 'wrap'];
  return (
    <Choice
      label={intl.formatMessage({ id: 'verification.treatment' })}
      value={treatment}
      isDisabled={isDisabled}
      onChange={choose}
      options={offered.map((value) => ({
        value,
        label: <FormattedMessage id={`verification.treatment.${value}`} />,
        text: <FormattedMessage id={`verification.treatment.${value}.text`} />,
      }))}
    />
  );
}
