import { FormattedMessage } from 'react-intl';
import { assertNever } from '../../shared/assert-never.ts';
import type { UpdatesView } from '../../shared/ipc/updates-view.ts';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { Foreign } from '../components/foreign.tsx';
import { Notice } from '../components/notice.tsx';
import { useQuantities } from '../use-quantities.ts';
import { UpdateFetching } from './update-fetching.tsx';
import { UpdateOffer } from './update-offer.tsx';

/** Where it stands, and the one thing that can be done about it. */
export function UpdateStatus(props: {
  readonly view: UpdatesView;
  /** Something is being copied, or will be by itself. */
  readonly isBusy: boolean;
}): React.JSX.Element {
  const { view, isBusy } = props;
  const { state } = view;
  switch (state.kind) {
    case 'off':
      return (
        <p className="settings__text">
          <FormattedMessage id={`updates.off.${state.why}`} />
        </p>
      );
    case 'idle':
    case 'looking':
    case 'none':
      return <Look view={view} />;
    case 'offered':
      return (
        <UpdateOffer offer={state.offer}>
          <Button kind="main" icon="download" onPress={() => void ask('fetchUpdate')}>
            <FormattedMessage id="updates.fetch" />
          </Button>
        </UpdateOffer>
      );
    case 'fetching':
      return <UpdateFetching offer={state.offer} percent={state.percent} />;
    case 'ready':
      return <Ready version={state.offer.version} isBusy={isBusy} />;
    case 'waiting':
      return <Waiting version={state.offer.version} />;
    case 'installing':
      return <Notice tone="wait" role="status" title={<FormattedMessage id="updates.installing" />} />;
    case 'failed':
      return (
        <Notice
          tone="warn"
          role="status"
          title={<FormattedMessage id={`updates.failed.${state.fault}.title`} />}
          actions={
            <Button icon="refresh" onPress={() => void ask('lookForUpdate')}>
              <FormattedMessage id="updates.again" />
            </Button>
          }
        >
          <p>
            <FormattedMessage id={`updates.failed.${state.fault}`} />
          </p>
        </Notice>
      );
    default:
      return assertNever(state);
  }
}

/** Nobody knows of a newer version; the button asks. It stays where it is while it asks, and so does the focus. */
function Look({ view: { state, host, lookedAt } }: { readonly view: UpdatesView }): React.JSX.Element {
  const { moment } = useQuantities();
  const isLooking = state.kind === 'looking';
  return (
    <>
      <div role="status">
        {state.kind === 'none' && (
          <Notice tone="good" title={<FormattedMessage id="updates.none" />}>
            {lookedAt !== null && <FormattedMessage id="updates.none.at" values={{ moment: moment(lookedAt) }} />}
          </Notice>
        )}
      </div>
      <div className="updates__actions">
        <Button icon="refresh" isBusy={isLooking} onPress={() => void ask('lookForUpdate')}>
          <FormattedMessage id="updates.look" />
        </Button>
        {isLooking && (
          <Button kind="quiet" onPress={() => void ask('cancelUpdate')}>
            <FormattedMessage id="updates.stop" />
          </Button>
        )}
      </div>
      <p className="settings__text quiet">
        <FormattedMessage id="updates.look.text" values={{ host: <Foreign key="host" text={host ?? ''} /> }} />
      </p>
    </>
  );
}

function Ready(props: { readonly version: string; readonly isBusy: boolean }): React.JSX.Element {
  const { version, isBusy } = props;
  return (
    <Notice
      tone="good"
      role="status"
      title={<FormattedMessage id="updates.ready" values={{ version }} />}
      actions={
        <Button kind="main" icon="refresh" onPress={() => void ask('installUpdate', { when: 'paused' })}>
          <FormattedMessage id={isBusy ? 'updates.install.later' : 'updates.install'} />
        </Button>
      }
    >
      <p>
        <FormattedMessage id={isBusy ? 'updates.ready.busy' : 'updates.ready.free'} />
      </p>
    </Notice>
  );
}

function Waiting({ version }: { readonly version: string }): React.JSX.Element {
  return (
    <Notice
      tone="wait"
      role="status"
      title={<FormattedMessage id="updates.waiting" values={{ version }} />}
      actions={
        <>
          <Button icon="pause" onPress={() => void ask('installUpdate', { when: 'now' })}>
            <FormattedMessage id="updates.install.now" />
          </Button>
          <Button kind="quiet" onPress={() => void ask('cancelUpdate')}>
            <FormattedMessage id="updates.install.not" />
          </Button>
        </>
      }
    >
      <p>
        <FormattedMessage id="updates.waiting.text" />
      </p>
    </Notice>
  );
}
