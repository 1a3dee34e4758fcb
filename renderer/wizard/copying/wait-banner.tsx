import { FormattedMessage } from 'react-intl';
import { assertNever } from '../../../shared/assert-never.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { WaitView } from '../../../shared/ipc/run-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import { ServerWords } from '../../components/server-words.tsx';
import { useQuantities } from '../../use-quantities.ts';
import { hostOf } from './server-of.ts';

/** It goes on by itself: since when it waits, for what, and until when if that is known. */
export function WaitBanner(props: { readonly move: MoveView; readonly wait: WaitView }): React.JSX.Element {
  const { move, wait } = props;
  const host = hostOf(move, wait.side);
  return (
    <Notice tone="wait" title={<Title wait={wait} host={host} />}>
      <p>
        <FormattedMessage id={`copying.${wait.reason}.text`} values={{ side: wait.side ?? 'other' }} />{' '}
        <Until wait={wait} />
      </p>
      {wait.serverText !== null && <ServerWords host={host} text={wait.serverText} />}
    </Notice>
  );
}

function Title({ wait, host }: { readonly wait: WaitView; readonly host: string | null }): React.JSX.Element {
  const quantities = useQuantities();
  const values = {
    since: quantities.moment(wait.since),
    until: wait.until === null ? '' : quantities.moment(wait.until),
    host: host === null ? <FormattedMessage id="copying.server.unknown" /> : <Foreign text={host} />,
  };
  switch (wait.reason) {
    case 'offline':
      return <FormattedMessage id={`copying.offline.title${host === null ? '' : '.host'}`} values={values} />;
    case 'interrupted':
      return <FormattedMessage id="copying.interrupted.title" values={values} />;
    case 'throttled':
    case 'daily-limit':
      return (
        <FormattedMessage id={`copying.${wait.reason}.title${wait.until === null ? '' : '.until'}`} values={values} />
      );
    case 'in-use':
    case 'battery':
      return <FormattedMessage id={`copying.${wait.reason}.title`} values={values} />;
    default:
      return assertNever(wait.reason);
  }
}

/** The next attempt after a lost or broken connection; where a server allows no more for now, the title says it. */
function Until({ wait }: { readonly wait: WaitView }): React.JSX.Element | null {
  const quantities = useQuantities();
  if ((wait.reason !== 'offline' && wait.reason !== 'interrupted') || wait.until === null) return null;
  return <FormattedMessage id="copying.offline.until" values={{ until: quantities.moment(wait.until) }} />;
}
