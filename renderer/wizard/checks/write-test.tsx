import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { CheckLine } from '../../../shared/ipc/checks-view.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Foreign } from '../../components/foreign.tsx';
import { Abilities } from './abilities.tsx';
import { ScratchLeft } from './scratch-left.tsx';
import { MeasuredSpeeds } from './measured-speeds.tsx';

/** The only check that writes: explained, made after asking, and followed by what it measured. */
export function WriteTest(props: { readonly move: MoveView; readonly line: CheckLine }): React.JSX.Element {
  const { move, line } = props;
  const [asked, setAsked] = useState(false);
  const host = <Foreign text={move.destination?.address.host ?? ''} />;
  const first = line.verdict === 'open';
  const isBusy = line.verdict === 'running' || asked;
  const tryWriting = (): void => {
    setAsked(true);
    ask('tryWriting', { move: move.id })
      .catch(() => null)
      .finally(() => setAsked(false));
  };
  return (
    <div className="write-test">
      {first && (
        <p className="check__fact">
          <FormattedMessage id="checks.write.why" />
        </p>
      )}
      {(line.verdict === 'pass' || line.verdict === 'warn') && <MeasuredSpeeds key={move.checks.at} move={move.id} />}
      <Abilities values={line.values} />
      {line.items.map((item) => (
        <ScratchLeft key={String(item['name'])} move={move.id} name={String(item['name'])} host={host} />
      ))}
      <div className="write-test__actions">
        <Button isBusy={isBusy} isDisabled={move.checks.state === 'running'} onPress={tryWriting}>
          <FormattedMessage id={first || isBusy ? 'checks.write.ask' : 'checks.write.again'} values={{ host }} />
        </Button>
        {first && (
          <p className="quiet">
            <FormattedMessage id="checks.write.optional" />
          </p>
        )}
      </div>
    </div>
  );
}
