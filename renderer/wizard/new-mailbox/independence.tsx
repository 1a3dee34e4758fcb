import { FormattedMessage } from 'react-intl';
import type { IndependenceView, ReceiverView } from '../../../shared/ipc/independence-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Tone } from '../../components/tone.ts';
import { domainOf } from './domain-of.ts';
import { useIndependence } from './use-independence.ts';
import { usePlaceNames } from './use-place-names.ts';

const tones: Readonly<Record<ReceiverView['kind'], Tone>> = {
  giant: 'warn',
  listed: 'good',
  own: 'good',
  unknown: 'info',
  nobody: 'info',
  'not-told': 'info',
};

/** Who receives the new address's mail, and in which countries it is received and kept. */
export function Independence({ move }: { readonly move: MoveView }): React.JSX.Element | null {
  const { view, isAsking, isFailed, askAgain } = useIndependence(move);
  const domain = move.destination && domainOf(move.destination);
  if (domain === null || (view === null && !isAsking && !isFailed)) return null;
  return (
    <section className="card account__card" aria-labelledby="independence" aria-busy={isAsking}>
      <div className="account__head">
        <h2 id="independence">
          <FormattedMessage id="independence.title" />
        </h2>
        <Button kind="quiet" icon="refresh" isBusy={isAsking} onPress={askAgain}>
          <FormattedMessage id="independence.again" />
        </Button>
      </div>
      <div role="status" className="independence">
        {view ? (
          <Verdict view={view} />
        ) : isFailed ? (
          <FormattedMessage id="independence.failed" />
        ) : (
          <FormattedMessage id="independence.asking" values={{ domain: <Foreign text={domain} /> }} />
        )}
      </div>
      {view && <Places view={view} />}
    </section>
  );
}

function Verdict({ view }: { readonly view: IndependenceView }): React.JSX.Element {
  const { receiver, domain } = view;
  const { kind } = receiver;
  const values = {
    domain: <Foreign text={domain} />,
    name: 'name' in receiver && <Foreign text={receiver.name} />,
    host: 'host' in receiver && <Foreign text={receiver.host} />,
  };
  return (
    <Notice tone={tones[kind]} title={<FormattedMessage id={`independence.${kind}`} values={values} />}>
      {(kind === 'giant' || kind === 'nobody') && (
        <p>
          <FormattedMessage id={`independence.${kind}.text`} values={values} />
        </p>
      )}
    </Notice>
  );
}

function Places({ view }: { readonly view: IndependenceView }): React.JSX.Element | null {
  const { receiver, receiverCountry, mailbox, tableDate } = view;
  const { day } = usePlaceNames();
  if (tableDate === null) return null;
  return (
    <>
      <dl className="account__facts">
        {'host' in receiver && (
          <>
            <dt>
              <FormattedMessage id="independence.receiver" />
            </dt>
            <dd>
              <Server host={receiver.host} country={receiverCountry} />
            </dd>
          </>
        )}
        <dt>
          <FormattedMessage id="independence.mailbox" />
        </dt>
        <dd>
          <Server {...mailbox} />
        </dd>
      </dl>
      <p className="quiet independence__table">
        <FormattedMessage id="independence.table" values={{ day: day(tableDate) }} />
      </p>
    </>
  );
}

function Server({ host, country }: { readonly host: string; readonly country: string | null }): React.JSX.Element {
  const names = usePlaceNames();
  return (
    <FormattedMessage
      id="independence.server"
      values={{
        host: <Foreign text={host} />,
        country: country === null ? <FormattedMessage id="independence.country.unknown" /> : names.country(country),
      }}
    />
  );
}
