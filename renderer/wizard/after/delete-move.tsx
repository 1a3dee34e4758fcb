import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { usePlace } from '../../use-place.ts';
import { useRequest } from '../copying/use-request.ts';

/** Removes everything the app knows of a move, after asking. */
export function DeleteMove({ move }: { readonly move: string }): React.JSX.Element {
  const intl = useIntl();
  const { goTo } = usePlace();
  const request = useRequest();
  const [isAsking, setIsAsking] = useState(false);
  const remove = async (): Promise<void> => {
    setIsAsking(false);
    await ask('deleteMove', { move });
    goTo({ kind: 'home' });
  };
  return (
    <div className="delete-move">
      <Button kind="danger" icon="trash" isBusy={request.isBusy} onPress={() => setIsAsking(true)}>
        <FormattedMessage id="after.delete" />
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={<FormattedMessage id="after.delete.question" />}
        confirm={{
          label: intl.formatMessage({ id: 'after.delete.confirm' }),
          kind: 'danger',
          onPress: () => request.send(remove),
        }}
        cancelLabel={intl.formatMessage({ id: 'after.delete.cancel' })}
        onCancel={() => setIsAsking(false)}
      >
        <p>
          <FormattedMessage id="after.delete.text" />
        </p>
        <p>
          <FormattedMessage id="after.delete.price" />
        </p>
      </ConfirmDialog>
      {request.problem && <ProblemNotice problem={request.problem} />}
    </div>
  );
}
