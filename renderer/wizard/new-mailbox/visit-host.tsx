import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { HostView } from '../../../shared/ipc/hosts-view.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { hostOfPage, openPage } from '../../use-page.ts';

/** Opens a host's page in the browser, where one signs up; nobody does so in here. Then waits for the person to come back. */
export function VisitHost(props: { readonly host: HostView; readonly onHave: () => void }): React.JSX.Element {
  const { name, page } = props.host;
  const intl = useIntl();
  const [state, setState] = useState<'not-yet' | 'opened' | 'failed'>('not-yet');
  const id = useId();
  const visit = (): void => {
    openPage(page).then(
      (opened) => setState(opened ? 'opened' : 'failed'),
      () => setState('failed'),
    );
  };
  return (
    <div className="host__visit">
      <div className="account__page">
        <Button
          icon="external"
          onPress={visit}
          aria-label={intl.formatMessage({ id: 'hosts.visit.of' }, { name })}
          aria-describedby={id}
        >
          <FormattedMessage id="hosts.visit" />
        </Button>
        <span id={id} className="quiet">
          <Foreign text={hostOfPage(page)} />
        </span>
      </div>
      <div role="status" className="host__opened">
        {state === 'failed' && <FormattedMessage id="account.page.failed" values={{ url: <Foreign text={page} /> }} />}
        {state === 'opened' && (
          <FormattedMessage id="hosts.opened" values={{ host: <Foreign text={hostOfPage(page)} /> }} />
        )}
      </div>
      {state === 'opened' && (
        <Button kind="quiet" icon="key" onPress={props.onHave}>
          <FormattedMessage id="hosts.have" />
        </Button>
      )}
    </div>
  );
}
