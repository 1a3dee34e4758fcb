import { FormattedMessage } from 'react-intl';
import type { AccountView } from '../../../shared/ipc/account-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { useQuantities } from '../../use-quantities.ts';

type Facts = NonNullable<AccountView['facts']>;

/** What was found in one mailbox: whose it is, how many messages, and how much room they take or have. */
export function SideFacts(props: {
  readonly side: 'source' | 'destination';
  readonly account: AccountView | null;
}): React.JSX.Element {
  const { side, account } = props;
  const facts = account?.facts ?? null;
  return (
    <>
      {account && (
        <p className="sides__address">
          <Foreign text={account.typed} />
        </p>
      )}
      {facts === null ? (
        <p className="quiet">
          <FormattedMessage id="checks.picture.notYet" />
        </p>
      ) : (
        <>
          <MessageCount facts={facts} />
          <p className="quiet">
            {side === 'source' ? <SizeOf bytes={facts.bytes} /> : <FreeSpace quota={facts.quota} />}
          </p>
        </>
      )}
    </>
  );
}

function MessageCount({ facts }: { readonly facts: Facts }): React.JSX.Element {
  if (facts.messages === 0) {
    return (
      <p className="sides__count">
        <FormattedMessage id="checks.picture.empty" />
      </p>
    );
  }
  return (
    <p className="sides__count">
      <strong>
        <FormattedMessage id="checks.picture.messages" values={{ count: facts.messages }} />
      </strong>{' '}
      <span className="quiet">
        <FormattedMessage id="checks.picture.folders" values={{ count: facts.mailboxes }} />
      </span>
    </p>
  );
}

function SizeOf({ bytes }: { readonly bytes: number | null }): React.JSX.Element {
  const quantities = useQuantities();
  if (bytes === null) return <FormattedMessage id="checks.picture.bytesUnknown" />;
  return <FormattedMessage id="checks.picture.bytes" values={{ bytes: quantities.bytes(bytes) }} />;
}

function FreeSpace({ quota }: { readonly quota: Facts['quota'] }): React.JSX.Element {
  const quantities = useQuantities();
  if (quota === null) return <FormattedMessage id="checks.picture.freeUnknown" />;
  const free = quota.limitBytes - quota.usedBytes;
  if (free <= 0) return <FormattedMessage id="checks.picture.full" />;
  return <FormattedMessage id="checks.picture.free" values={{ bytes: quantities.bytes(free) }} />;
}
