import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { wizardSteps, type WizardStep } from '../../shared/ipc/wizard-step.ts';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { usePlace } from '../use-place.ts';

/** The button that leads on. */
export interface MainAction {
  readonly label: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean | undefined;
  readonly isBusy?: boolean | undefined;
}

/** Back, leave, go on. Stays in sight, and never lies over what has the focus: see scroll-padding in frame.css. */
export function StepFooter(props: {
  readonly move: MoveView;
  readonly step: WizardStep;
  readonly main: MainAction | null;
}): React.JSX.Element {
  const { move, step, main } = props;
  const { goTo } = usePlace();
  const before = wizardSteps[wizardSteps.indexOf(step) - 1];
  return (
    <div className="step-footer">
      {before !== undefined && (
        <Button kind="quiet" icon="back" onPress={() => void ask('goToStep', { move: move.id, step: before })}>
          <FormattedMessage id="frame.back" />
        </Button>
      )}
      <span className="step-footer__space" />
      <Button onPress={() => goTo({ kind: 'home' })}>
        <FormattedMessage id="frame.leave" />
      </Button>
      {main && (
        <Button kind="main" isDisabled={main.isDisabled} isBusy={main.isBusy} onPress={main.onPress}>
          {main.label}
        </Button>
      )}
    </div>
  );
}
