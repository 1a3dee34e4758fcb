import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageButton } from './page-button.tsx';
import { providerKey } from './provider-key.ts';

/** How new mail is sent on from the old mailbox, and what that means. */
export function Forwarding({ move }: { readonly move: MoveView }): React.JSX.Element {
  const { source, destination } = move;
  const pages = source?.provider?.pages;
  return (
    <>
      <p>
        <FormattedMessage
          id="after.forwarding.text"
          values={{ address: <Foreign text={destination?.typed ?? ''} /> }}
        />
      </p>
      <p>
        <FormattedMessage id="after.forwarding.where" values={{ provider: providerKey(source) }} />
      </p>
      <PageButton url={pages?.help ?? pages?.home} />
      <Notice tone="info" title={<FormattedMessage id="after.forwarding.warning.title" />}>
        <p>
          <FormattedMessage id="after.forwarding.warning" />
        </p>
      </Notice>
    </>
  );
}
