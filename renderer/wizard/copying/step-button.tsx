import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { WizardStep } from '../../../shared/ipc/wizard-step.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';

/** Goes to another step of the wizard, where something can be settled. */
export function StepButton(props: {
  readonly move: MoveView;
  readonly step: WizardStep;
  readonly id: 'copying.certificate.compare' | 'copying.signInAgain' | 'copying.full.leaveOut';
  readonly kind?: 'main' | 'plain';
}): React.JSX.Element {
  const { move, step, id, kind = 'main' } = props;
  return (
    <Button kind={kind} onPress={() => void ask('goToStep', { move: move.id, step })}>
      <FormattedMessage id={id} />
    </Button>
  );
}
