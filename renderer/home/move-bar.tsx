import { useIntl } from 'react-intl';
import type { MoveChip } from '../../shared/ipc/app-state.ts';
import { ProgressBar } from '../components/progress-bar.tsx';

/** How far a move is, where that is known. */
export function MoveBar({ chip }: { readonly chip: MoveChip }): React.JSX.Element | null {
  const intl = useIntl();
  if (chip.kind !== 'copying' && chip.kind !== 'verifying' && chip.kind !== 'paused') return null;
  const { done, total } = chip;
  return (
    <ProgressBar
      size="small"
      label={intl.formatMessage({ id: `home.bar.${chip.kind}` })}
      text={intl.formatMessage({ id: 'home.bar.text' }, { done, total })}
      done={done}
      total={total}
    />
  );
}
