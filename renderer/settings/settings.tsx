import { useIntl } from 'react-intl';
import type { AppState } from '../../shared/ipc/app-state.ts';
import { ScreenTitle } from '../components/screen-title.tsx';

/** What a person can set for the whole app. */
export function Settings(_props: { readonly state: AppState }): React.JSX.Element {
  return (
    <main className="page">
      <ScreenTitle text={useIntl().formatMessage({ id: 'frame.settings' })} />
    </main>
  );
}
