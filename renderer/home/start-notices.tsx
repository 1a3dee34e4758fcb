import { FormattedMessage } from 'react-intl';
import type { AppState } from '../../shared/ipc/app-state.ts';
import { Notice } from '../components/notice.tsx';
import { useQuantities } from '../use-quantities.ts';

type Trouble = NonNullable<AppState['trouble']>;

/** What to know at the start: passwords that cannot be kept, and a list of moves that was damaged. */
export function StartNotices({ state }: { readonly state: AppState }): React.JSX.Element | null {
  const { keychain, trouble } = state;
  if (keychain.kind === 'system' && trouble === null) return null;
  return (
    <div className="home__notices">
      {trouble && <TroubleNotice trouble={trouble} />}
      {keychain.kind === 'this-session' && (
        <Notice tone="info" title={<FormattedMessage id="home.keychain.title" />}>
          <FormattedMessage id={`home.keychain.${keychain.why ?? 'failed'}`} />
        </Notice>
      )}
    </div>
  );
}

function TroubleNotice({ trouble }: { readonly trouble: Trouble }): React.JSX.Element {
  const { moment } = useQuantities();
  const when = trouble.snapshotAt === null ? '' : moment(trouble.snapshotAt);
  return (
    <Notice tone="warn" title={<FormattedMessage id={`home.trouble.${trouble.kind}.title`} />}>
      <p>
        <FormattedMessage
          id={`home.trouble.${trouble.kind}.text`}
          values={{ when, known: trouble.snapshotAt === null ? 'no' : 'yes' }}
        />
      </p>
    </Notice>
  );
}
