import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { HostList } from '../../../shared/ipc/hosts-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { Button } from '../../components/button.tsx';
import { Details } from '../../components/disclosure.tsx';
import { Notice } from '../../components/notice.tsx';
import { HostAdvice } from './host-advice.tsx';
import { HostFilters } from './host-filters.tsx';
import { HostRows } from './host-rows.tsx';
import { fittingHosts, noWishes } from './host-wishes.ts';
import { HostWorld } from './host-world.tsx';
import { useHosts } from './use-hosts.ts';
import { usePlaceNames } from './use-place-names.ts';

/** Hosts to move to, for who has no mailbox yet. Ranks none. @param onHave the person has got an address and a password */
export function ShowHosts(props: { readonly move: MoveView; readonly onHave: () => void }): React.JSX.Element {
  const { onHave } = props;
  const list = useHosts();
  return (
    <section className="card hosts" aria-labelledby="hosts" aria-busy={list === null}>
      <h2 id="hosts">
        <FormattedMessage id="hosts.title" />
      </h2>
      {list === 'failed' && <Notice tone="fail" role="alert" title={<FormattedMessage id="hosts.failed" />} />}
      {list !== null && list !== 'failed' && <Found list={list} {...props} />}
      <div className="hosts__come-back">
        <p>
          <FormattedMessage id="account.looking.next" />
        </p>
        <Button icon="key" onPress={onHave}>
          <FormattedMessage id="hosts.have" />
        </Button>
      </div>
    </section>
  );
}

function Found(props: {
  readonly list: HostList;
  readonly move: MoveView;
  readonly onHave: () => void;
}): React.JSX.Element {
  const { list, move, onHave } = props;
  const { hosts, date } = list;
  const [wishes, setWishes] = useState(noWishes);
  const { day } = usePlaceNames();
  const fitting = fittingHosts(hosts, wishes);
  return (
    <>
      <p className="hosts__intro">
        <FormattedMessage id="hosts.intro" values={{ count: hosts.length }} />{' '}
        <FormattedMessage id="hosts.date" values={{ day: day(date) }} />
      </p>
      <div>
        <Details summary={<FormattedMessage id="account.looking.title" />}>
          <HostAdvice move={move} />
        </Details>
        <Details summary={<FormattedMessage id="hosts.meaning.title" />}>
          <p>
            <FormattedMessage id="hosts.meaning.text" />
          </p>
        </Details>
      </div>
      <HostWorld
        hosts={hosts}
        chosen={wishes.country}
        onChoose={(country) => setWishes({ ...wishes, country: country === wishes.country ? '' : country })}
      />
      <HostFilters hosts={hosts} wishes={wishes} found={fitting.length} onChange={setWishes} />
      <HostRows key={JSON.stringify(wishes)} hosts={fitting} onHave={onHave} />
    </>
  );
}
