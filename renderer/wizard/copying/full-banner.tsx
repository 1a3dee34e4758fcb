import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import { ServerWords } from '../../components/server-words.tsx';
import { hostOfPage, openPage } from '../../use-page.ts';
import { GoOnButton } from './go-on-button.tsx';
import { hostOf } from './server-of.ts';
import { StepButton } from './step-button.tsx';

/** The new mailbox has no room left: make room and go on, or leave folders behind. */
export function FullBanner(props: { readonly move: MoveView; readonly problem: ProblemView }): React.JSX.Element {
  const { move, problem } = props;
  const host = problem.host ?? hostOf(move, 'destination');
  const shown = host === null ? <FormattedMessage id="copying.server.unknown" /> : <Foreign text={host} />;
  const page = move.destination?.provider?.pages.home;
  const actions = (
    <>
      <GoOnButton move={move} />
      <StepButton move={move} step="folders" id="copying.full.leaveOut" kind="plain" />
      {page !== undefined && (
        <Button icon="external" onPress={() => void openPage(page)}>
          <FormattedMessage id="copying.full.page" values={{ host: hostOfPage(page) }} />
        </Button>
      )}
    </>
  );
  return (
    <Notice tone="fail" role="alert" title={<FormattedMessage id="copying.full.title" />} actions={actions}>
      <p>
        <FormattedMessage id="copying.full.text" values={{ host: shown }} />
      </p>
      {problem.serverText !== null && <ServerWords host={host} text={problem.serverText} />}
    </Notice>
  );
}
