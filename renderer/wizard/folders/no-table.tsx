import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { TableState } from './use-folder-table.ts';

/** Why there are no folders to show, and the one thing that helps. */
export function NoTable(props: {
  readonly move: MoveView;
  readonly kind: Exclude<TableState['kind'], 'ready'>;
  readonly onRetry: () => void;
}): React.JSX.Element {
  const { move, kind, onRetry } = props;
  if (kind === 'loading') {
    return (
      <p className="folders__loading" role="status">
        <FormattedMessage id="folders.loading" />
      </p>
    );
  }
  if (kind === 'failed') {
    return (
      <Notice
        tone="fail"
        role="alert"
        title={<FormattedMessage id="folders.failed" />}
        actions={
          <Button icon="refresh" onPress={onRetry}>
            <FormattedMessage id="folders.retry" />
          </Button>
        }
      />
    );
  }
  return <NotLookedAt move={move} />;
}

function NotLookedAt({ move }: { readonly move: MoveView }): React.JSX.Element {
  const { state } = move.checks;
  const isRunning = state === 'running';
  const toChecks = (
    <Button onPress={() => void ask('goToStep', { move: move.id, step: 'checks' })}>
      <FormattedMessage id="folders.none.checks" />
    </Button>
  );
  const look = (
    <Button icon="refresh" isBusy={isRunning} onPress={() => void ask('runChecks', { move: move.id })}>
      <FormattedMessage id={isRunning ? 'folders.none.running' : 'folders.none.look'} />
    </Button>
  );
  return (
    <Notice
      tone="info"
      title={<FormattedMessage id="folders.none.title" />}
      actions={state === 'done' ? toChecks : look}
    >
      <p role="status">
        <FormattedMessage id={state === 'done' ? 'folders.none.still' : 'folders.none.text'} />
      </p>
    </Notice>
  );
}
