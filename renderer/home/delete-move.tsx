import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveChip, MoveSummary } from '../../shared/ipc/app-state.ts';
import { ask } from '../bridge.ts';
import { ConfirmDialog } from '../components/dialog.tsx';

/** Under way, or about to go on by itself. */
const atWork: readonly MoveChip['kind'][] = ['scheduled', 'copying', 'verifying', 'waiting'];

/** Asks before a move is removed from this computer, and says what that means for the mail. */
export function DeleteMove(props: {
  readonly move: MoveSummary;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { move, isOpen, onClose } = props;
  const intl = useIntl();
  const [isBusy, setIsBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    try {
      await ask('deleteMove', { move: move.id });
    } finally {
      setIsBusy(false);
      onClose();
    }
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={<FormattedMessage id="home.delete.title" />}
      cancelLabel={intl.formatMessage({ id: 'home.delete.cancel' })}
      confirm={{
        label: intl.formatMessage({ id: 'home.delete.confirm' }),
        kind: 'danger',
        isBusy,
        onPress: () => void remove(),
      }}
      onCancel={onClose}
    >
      {atWork.includes(move.chip.kind) && (
        <p>
          <FormattedMessage id="home.delete.stops" />
        </p>
      )}
      <p>
        <FormattedMessage id="home.delete.what" />
      </p>
      <p>
        <strong>
          <FormattedMessage id="home.delete.mail" />
        </strong>
      </p>
    </ConfirmDialog>
  );
}
