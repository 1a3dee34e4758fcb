import { FormattedMessage } from 'react-intl';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { EstimateState } from './use-estimate.ts';

/** Why there is no estimate to show, and what helps. */
export function NoEstimate(props: {
  readonly move: string;
  readonly kind: Exclude<EstimateState['kind'], 'ready'>;
  readonly onRetry: () => void;
}): React.JSX.Element {
  const { move, kind, onRetry } = props;
  if (kind === 'loading') {
    return (
      <p className="quiet" role="status">
        <FormattedMessage id="estimate.loading" />
      </p>
    );
  }
  if (kind === 'failed') {
    return (
      <Notice
        tone="fail"
        role="alert"
        title={<FormattedMessage id="estimate.failed" />}
        actions={
          <Button icon="refresh" onPress={onRetry}>
            <FormattedMessage id="estimate.retry" />
          </Button>
        }
      />
    );
  }
  return (
    <Notice
      tone="info"
      title={<FormattedMessage id="estimate.none.title" />}
      actions={
        <Button onPress={() => void ask('goToStep', { move, step: 'checks' })}>
          <FormattedMessage id="estimate.none.checks" />
        </Button>
      }
    >
      <p>
        <FormattedMessage id="estimate.none.text" />
      </p>
    </Notice>
  );
}
