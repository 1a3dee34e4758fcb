import { useIntl, type IntlShape } from 'react-intl';
import { assertNever } from '../../shared/assert-never.ts';
import type { MoveChip } from '../../shared/ipc/app-state.ts';
import type { WizardStep } from '../../shared/ipc/wizard-step.ts';
import { Chip } from '../components/chip.tsx';
import type { IconName } from '../components/icon.tsx';
import type { Tone } from '../components/tone.ts';
import type { Quantities } from '../language/quantities.ts';
import { useQuantities } from '../use-quantities.ts';

/** Where a move stands, in a few words. */
export function MoveChipView(props: { readonly chip: MoveChip; readonly step: WizardStep }): React.JSX.Element {
  const { chip, step } = props;
  const intl = useIntl();
  const quantities = useQuantities();
  const [tone, icon] = lookOf(chip);
  return (
    <Chip tone={tone} icon={icon}>
      {wordsOf(chip, step, { intl, quantities })}
    </Chip>
  );
}

function lookOf(chip: MoveChip): readonly [Tone, IconName] {
  switch (chip.kind) {
    case 'draft':
      return ['info', 'draft'];
    case 'scheduled':
      return ['wait', 'calendar'];
    case 'copying':
      return ['info', 'arrow'];
    case 'verifying':
      return ['info', 'search'];
    case 'paused':
      return ['wait', 'pause'];
    case 'waiting':
      return ['wait', chip.reason === 'offline' ? 'wifi-off' : chip.reason === 'battery' ? 'battery' : 'clock'];
    case 'needs-you':
      return ['warn', 'bell'];
    case 'finished':
      return chip.exceptions + chip.incomplete === 0 ? ['good', 'check'] : ['warn', 'note'];
    default:
      return assertNever(chip);
  }
}

/** From here on a move that was not started has everything it needs. */
const readySteps: readonly WizardStep[] = ['estimate', 'copying'];

interface Writers {
  readonly intl: IntlShape;
  readonly quantities: Quantities;
}

function wordsOf(chip: MoveChip, step: WizardStep, { intl, quantities }: Writers): string {
  switch (chip.kind) {
    case 'draft':
      return intl.formatMessage({ id: readySteps.includes(step) ? 'home.chip.ready' : 'home.chip.draft' });
    case 'scheduled':
      return intl.formatMessage({ id: 'home.chip.scheduled' }, { when: quantities.moment(chip.at) });
    case 'copying':
    case 'verifying':
    case 'paused': {
      const percent = quantities.percent(chip.total === 0 ? 0 : chip.done / chip.total);
      return intl.formatMessage({ id: `home.chip.${chip.kind}` }, { percent });
    }
    case 'waiting':
      if (chip.until === null) return intl.formatMessage({ id: `home.chip.waiting.${chip.reason}` });
      return intl.formatMessage({ id: 'home.chip.waiting.until' }, { when: quantities.moment(chip.until) });
    case 'needs-you':
      return intl.formatMessage({ id: 'home.chip.needsYou' });
    case 'finished':
      if (chip.incomplete > 0) return intl.formatMessage({ id: 'home.chip.incomplete' });
      if (chip.exceptions > 0) return intl.formatMessage({ id: 'home.chip.exceptions' }, { count: chip.exceptions });
      return intl.formatMessage({ id: chip.verified ? 'home.chip.verified' : 'home.chip.finished' });
    default:
      return assertNever(chip);
  }
}
