import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { isUnderWay } from '../copying/run-words.ts';
import { useRequest } from '../copying/use-request.ts';
import { PageButton } from './page-button.tsx';
import { useStored } from './use-stored.ts';

/** Takes away what let the app in: at the old provider by hand, here by a button. */
export function Consent({ move }: { readonly move: MoveView }): React.JSX.Element {
  const request = useRequest();
  const [isForgotten, setIsForgotten] = useState(false);
  const stored = useStored(move.id, `${secretsOf(move)} ${String(isForgotten)}`);
  const pages = move.source?.provider?.pages;
  const forget = async (): Promise<void> => {
    await ask('forgetPasswords', { move: move.id });
    setIsForgotten(true);
  };
  const known = typeof stored === 'string' ? null : stored;
  return (
    <>
      <p>
        <FormattedMessage id="after.consent.text" />
      </p>
      <PageButton url={pages?.appPassword ?? pages?.appPasswordHelp ?? pages?.home} />
      <p role="status">
        {isForgotten && known?.passwords === 0 ? (
          <FormattedMessage id="after.consent.forgotten" />
        ) : (
          known && <Kept passwords={known.passwords} keychain={known.keychain} />
        )}
      </p>
      {known && known.passwords > 0 && (
        <Button
          icon="key"
          isBusy={request.isBusy}
          isDisabled={isUnderWay(move.run)}
          onPress={() => request.send(forget)}
        >
          <FormattedMessage id="after.consent.forget" />
        </Button>
      )}
      {request.problem && <ProblemNotice problem={request.problem} move={move.id} />}
    </>
  );
}

function Kept(props: { readonly passwords: number; readonly keychain: 'system' | 'this-session' }): React.JSX.Element {
  const { passwords, keychain } = props;
  return (
    <>
      <FormattedMessage id="after.consent.stored" values={{ count: passwords }} />{' '}
      {passwords > 0 && <FormattedMessage id={`after.consent.${keychain}`} values={{ count: passwords }} />}
    </>
  );
}

/** Changes when a password comes or goes. */
export function secretsOf({ source, destination }: MoveView): string {
  return [source?.secret, destination?.secret].join(' ');
}
