import { FormattedMessage, useIntl } from 'react-intl';
import type { AppState } from '../../shared/ipc/app-state.ts';
import type { AppSettings } from '../../shared/ipc/settings.ts';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { ScreenTitle } from '../components/screen-title.tsx';
import { usePlace } from '../use-place.ts';
import { ForgetEverything } from './forget-everything.tsx';
import { LookSettings } from './look-settings.tsx';
import { Updates } from './updates.tsx';
import { WorkSettings } from './work-settings.tsx';

/** What a person can set for the whole app. */
export function Settings({ state }: { readonly state: AppState }): React.JSX.Element {
  const intl = useIntl();
  const { goBack } = usePlace();
  const change = (wanted: Partial<AppSettings>): void => void ask('changeSettings', wanted);
  return (
    <main className="page settings">
      <div className="settings__head">
        <Button kind="quiet" icon="back" onPress={goBack}>
          <FormattedMessage id="settings.back" />
        </Button>
        <ScreenTitle text={intl.formatMessage({ id: 'settings.title' })} />
        <p className="lead">
          <FormattedMessage id="settings.lead" />
        </p>
      </div>
      <LookSettings settings={state.settings} change={change} />
      <WorkSettings settings={state.settings} change={change} />
      <Updates moves={state.moves} />
      <ForgetEverything />
    </main>
  );
}
