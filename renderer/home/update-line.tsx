import { FormattedMessage, useIntl } from 'react-intl';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { usePlace } from '../use-place.ts';
import { useUpdates } from '../use-updates.ts';

/** One quiet line when there is a newer version, until the person has had enough of it. */
export function UpdateLine(): React.JSX.Element | null {
  const view = useUpdates();
  const intl = useIntl();
  const { goTo } = usePlace();
  const { state, isDismissed } = view ?? {};
  if (isDismissed !== false || (state?.kind !== 'offered' && state?.kind !== 'ready')) return null;
  return (
    <div className="update-line">
      <p>
        <FormattedMessage id="updates.offered" values={{ version: state.offer.version }} />
      </p>
      <Button kind="quiet" onPress={() => goTo({ kind: 'settings' })}>
        <FormattedMessage id="updates.see" />
      </Button>
      <IconButton
        icon="cross"
        label={intl.formatMessage({ id: 'updates.dismiss' })}
        onPress={() => void ask('dismissUpdate')}
      />
    </div>
  );
}
