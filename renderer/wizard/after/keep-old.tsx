import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { useRequest } from '../copying/use-request.ts';

/** Until when the old mailbox should stay, and a reminder for that day. */
export function KeepOld(props: { readonly move: MoveView; readonly at: number }): React.JSX.Element {
  const { move, at } = props;
  const intl = useIntl();
  const quantities = useQuantities();
  const request = useRequest();
  const [saved, setSaved] = useState<boolean | null>(null);
  const values = { address: move.source?.typed ?? '', new: move.destination?.typed ?? '' };
  const save = async (): Promise<unknown> => {
    setSaved(null);
    const title = intl.formatMessage({ id: 'after.keep-old.event' }, values).slice(0, 200);
    const text = intl.formatMessage({ id: 'after.keep-old.event.text' }, values).slice(0, 1000);
    const answer = await ask('saveReminder', { move: move.id, title, text, at });
    if (answer.problem === null) setSaved(answer.saved);
    return answer;
  };
  return (
    <>
      <p>
        <FormattedMessage id="after.keep-old.text" />
      </p>
      <p className="keep-old__day">
        <FormattedMessage id="after.keep-old.recommended" />
        <strong>{quantities.day(at)}</strong>
      </p>
      <Button icon="calendar" isBusy={request.isBusy} onPress={() => request.send(save)}>
        <FormattedMessage id="after.keep-old.button" />
      </Button>
      <p role="status">
        {saved !== null && <FormattedMessage id={saved ? 'after.keep-old.saved' : 'after.keep-old.notSaved'} />}
      </p>
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </>
  );
}
