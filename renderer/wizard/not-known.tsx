import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { ask } from '../bridge.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

const words = {
  folders: { loading: 'folders.loading', failed: 'folders.failed', none: 'folders.none.text' },
  estimate: { loading: 'estimate.loading', failed: 'estimate.failed', none: 'estimate.none.text' },
} as const;

/**
 * Why a screen has nothing to show of both mailboxes, and the one thing that helps.
 * @param props.about which words tell what is missing
 * @param props.look how far the look at the mailboxes is, where the screen can take one itself; null sends to the checks
 */
export function NotKnown(props: {
  readonly about: 'folders' | 'estimate';
  readonly move: string;
  /** `none`: the mailboxes were not looked at in this process. */
  readonly kind: 'loading' | 'failed' | 'none';
  readonly look: MoveView['checks']['state'] | null;
  readonly onRetry: () => void;
}): React.JSX.Element {
  const { about, move, kind, look, onRetry } = props;
  if (kind === 'loading') {
    return (
      <p className="quiet" role="status">
        <FormattedMessage id={words[about].loading} />
      </p>
    );
  }
  if (kind === 'failed') {
    return (
      <Notice
        tone="fail"
        role="alert"
        title={<FormattedMessage id={words[about].failed} />}
        actions={
          <Button icon="refresh" onPress={onRetry}>
            <FormattedMessage id="frame.notKnown.retry" />
          </Button>
        }
      />
    );
  }
  return (
    <Notice
      tone="info"
      title={<FormattedMessage id="frame.notKnown.title" />}
      actions={look === null || look === 'done' ? <ToChecks move={move} /> : <Look move={move} state={look} />}
    >
      <p role="status">
        <FormattedMessage id={about === 'folders' && look === 'done' ? 'folders.none.still' : words[about].none} />
      </p>
    </Notice>
  );
}

function ToChecks({ move }: { readonly move: string }): React.JSX.Element {
  return (
    <Button onPress={() => void ask('goToStep', { move, step: 'checks' })}>
      <FormattedMessage id="frame.notKnown.checks" />
    </Button>
  );
}

function Look(props: { readonly move: string; readonly state: MoveView['checks']['state'] }): React.JSX.Element {
  const isRunning = props.state === 'running';
  return (
    <Button icon="refresh" isBusy={isRunning} onPress={() => void ask('runChecks', { move: props.move })}>
      <FormattedMessage id={isRunning ? 'frame.notKnown.running' : 'frame.notKnown.look'} />
    </Button>
  );
}
