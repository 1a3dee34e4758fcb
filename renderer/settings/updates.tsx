import { FormattedMessage } from 'react-intl';
import type { MoveSummary } from '../../shared/ipc/app-state.ts';
import { ask } from '../bridge.ts';
import { Foreign } from '../components/foreign.tsx';
import { Switch } from '../components/switch.tsx';
import { useUpdates } from '../use-updates.ts';
import { UpdateStatus } from './update-status.tsx';

/** What goes on by itself if nobody pauses it. */
const busy: readonly MoveSummary['chip']['kind'][] = ['copying', 'verifying', 'waiting', 'scheduled'];

/** New versions of Homing: looked for, fetched and installed when the person says so. */
export function Updates({ moves }: { readonly moves: readonly MoveSummary[] }): React.JSX.Element | null {
  const view = useUpdates();
  if (view === null) return null;
  const { state, running, host, weekly } = view;
  return (
    <section className="settings__group card" aria-labelledby="settings-updates">
      <div className="updates__head">
        <h2 id="settings-updates">
          <FormattedMessage id="updates.title" />
        </h2>
        <p className="quiet">
          <FormattedMessage id="updates.running" values={{ version: running }} />
        </p>
      </div>
      <UpdateStatus view={view} isBusy={moves.some(({ chip }) => busy.includes(chip.kind))} />
      {state.kind !== 'off' && host !== null && (
        <Switch
          isSelected={weekly}
          text={<FormattedMessage id="updates.weekly.text" values={{ host: <Foreign key="host" text={host} /> }} />}
          onChange={(yes) => void ask('lookWeekly', { yes })}
        >
          <FormattedMessage id="updates.weekly" />
        </Switch>
      )}
    </section>
  );
}
