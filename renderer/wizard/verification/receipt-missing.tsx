import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { ReadReceipt } from './use-receipt.ts';

/** Why there is no receipt to show: it is being read, there is none, or it cannot be read. */
export function ReceiptMissing(props: { readonly move: MoveView; readonly read: ReadReceipt }): React.JSX.Element {
  const { move, read } = props;
  if (read.isUnread)
    return (
      <Notice
        tone="fail"
        role="alert"
        title={<FormattedMessage id="verification.unread.title" />}
        actions={
          <Button icon="refresh" isBusy={read.isBusy} onPress={read.look}>
            <FormattedMessage id="verification.unread.again" />
          </Button>
        }
      >
        <p>
          <FormattedMessage id="verification.unread.text" />
        </p>
      </Notice>
    );
  if (!read.isNone)
    return (
      <p className="quiet" role="status">
        <FormattedMessage id="verification.reading" />
      </p>
    );
  return (
    <Notice
      tone="info"
      title={<FormattedMessage id="verification.nothing.title" />}
      actions={
        <Button onPress={() => void ask('goToStep', { move: move.id, step: 'copying' })}>
          <FormattedMessage id="verification.nothing.back" />
        </Button>
      }
    >
      <p>
        <FormattedMessage id="verification.nothing.text" />
      </p>
    </Notice>
  );
}
