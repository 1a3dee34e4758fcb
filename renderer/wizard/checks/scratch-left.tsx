import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { ProblemView } from '../../../shared/ipc/problem-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';

type Removal = { readonly kind: 'no' | 'busy' | 'done' } | { readonly kind: 'failed'; readonly problem: ProblemView };

/** The write test's folder that could not be removed, and another attempt to. */
export function ScratchLeft(props: {
  readonly move: string;
  readonly name: string;
  readonly host: React.ReactNode;
}): React.JSX.Element {
  const { move, name, host } = props;
  const [removal, setRemoval] = useState<Removal>({ kind: 'no' });
  const remove = (): void => {
    setRemoval({ kind: 'busy' });
    ask('removeScratch', { move }).then(
      ({ problem }) => setRemoval(problem === null ? { kind: 'done' } : { kind: 'failed', problem }),
      () => setRemoval({ kind: 'no' }),
    );
  };
  if (removal.kind === 'done') {
    return (
      <p role="status">
        <FormattedMessage id="checks.write.removed" />
      </p>
    );
  }
  return (
    <div className="write-test__left">
      <p>
        <FormattedMessage id="checks.write.left" values={{ name: <Foreign text={name} />, host }} />
      </p>
      {removal.kind === 'failed' && <ProblemNotice problem={removal.problem} move={move} />}
      <div>
        <Button icon="trash" isBusy={removal.kind === 'busy'} onPress={remove}>
          <FormattedMessage id="checks.write.remove" />
        </Button>
      </div>
    </div>
  );
}
