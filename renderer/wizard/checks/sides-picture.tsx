import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { Icon } from '../../components/icon.tsx';
import { LetterBox } from './letter-box.tsx';
import { SideFacts } from './side-facts.tsx';
import { SpaceMeter } from './space-meter.tsx';
import { spaceAfter } from './space-after.ts';

/** Both mailboxes at one glance: what is in them, and whether the one has room for the other. */
export function SidesPicture({ move }: { readonly move: MoveView }): React.JSX.Element {
  const intl = useIntl();
  const space = spaceAfter(move);
  return (
    <section className="sides card" aria-label={intl.formatMessage({ id: 'checks.picture' })}>
      <div className="sides__row">
        <Side side="source" move={move} />
        <span className="sides__way">
          <Icon name="arrow" />
        </span>
        <Side side="destination" move={move} />
      </div>
      {space && <SpaceMeter space={space} />}
    </section>
  );
}

function Side(props: { readonly side: 'source' | 'destination'; readonly move: MoveView }): React.JSX.Element {
  const { side, move } = props;
  const account = move[side];
  return (
    <div className="sides__side">
      <LetterBox side={side} isFull={(account?.facts?.messages ?? 0) > 0} />
      <div className="sides__words">
        <h2 className="sides__name">
          <FormattedMessage id={side === 'source' ? 'checks.picture.from' : 'checks.picture.to'} />
        </h2>
        <SideFacts side={side} account={account} />
      </div>
    </div>
  );
}
