import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Details } from '../../components/disclosure.tsx';
import { ProblemNotice } from '../../problem/problem-notice.tsx';
import { SpeedSelect } from '../estimate/speed-select.tsx';
import { useRequest } from './use-request.ts';

/** How much of the connection the copy takes, to be changed while it runs. Nothing once there is nothing left to copy. */
export function SpeedControl({ move }: { readonly move: MoveView }): React.JSX.Element | null {
  const { run, options } = move;
  const { isBusy, problem, send } = useRequest();
  const [chosen, setChosen] = useState(options.bytesPerSecond);
  if (run.job !== 'copy' || run.phase === 'finished') return null;
  // Until main has answered, what was chosen counts.
  const value = isBusy ? chosen : options.bytesPerSecond;
  const choose = (bytesPerSecond: number | null): void => {
    setChosen(bytesPerSecond);
    send(() => ask('chooseOptions', { move: move.id, options: { ...options, bytesPerSecond } }));
  };
  return (
    <div className="run__speed">
      <Details
        summary={
          <FormattedMessage
            id="copying.speed"
            values={{ isLimited: value === null ? 'no' : 'yes', mbit: (value ?? 0) / 125_000 }}
          />
        }
      >
        <SpeedSelect value={value} onChange={choose} />
      </Details>
      {problem && <ProblemNotice problem={problem} move={move.id} />}
    </div>
  );
}
