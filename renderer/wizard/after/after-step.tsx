import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { AfterItem, MoveView } from '../../../shared/ipc/move-view.ts';
import { Foreign } from '../../components/foreign.tsx';
import { Notice } from '../../components/notice.tsx';
import type { StepProps } from '../step-props.ts';
import { Step } from '../step.tsx';
import { afterItemsOf, keepsAddress } from './after-items.ts';
import { CheckItem } from './check-item.tsx';
import { DeleteMove } from './delete-move.tsx';
import { ItemContent } from './item-content.tsx';
import { LookAgain } from './look-again.tsx';
import { sixMonthsOn } from './six-months-on.ts';
import { Summary } from './summary.tsx';

/** Step 8: what remains to be done by the person, ticked off one by one, and what the app still keeps. */
export function AfterStep({ move }: StepProps): React.JSX.Element {
  const items = afterItemsOf(move);
  return (
    <Step move={move} step="after" lead={<FormattedMessage id="after.lead" />}>
      <div className="after">
        <LookAgain move={move} />
        {keepsAddress(move) && <SameAddress address={move.source?.typed ?? ''} />}
        <Checklist move={move} items={items} />
        <Summary move={move} />
        <DeleteMove move={move.id} />
      </div>
    </Step>
  );
}

function Checklist(props: { readonly move: MoveView; readonly items: readonly AfterItem[] }): React.JSX.Element {
  const { move, items } = props;
  const { ticks } = move.after;
  const done = items.filter((item) => ticks.includes(item)).length;
  const next = items.find((item) => !ticks.includes(item));
  const [closeDay] = useState(() => sixMonthsOn(Date.now()));
  return (
    <div className="after-checklist">
      <p className="after-checklist__progress">
        <FormattedMessage id="after.progress" values={{ done, total: items.length }} />
      </p>
      <ol className="after-checklist__items">
        {items.map((item) => (
          <CheckItem
            key={item}
            move={move.id}
            item={item}
            isTicked={ticks.includes(item)}
            isNext={item === next}
            closeDay={closeDay}
          >
            <ItemContent move={move} item={item} closeDay={closeDay} />
          </CheckItem>
        ))}
      </ol>
    </div>
  );
}

function SameAddress({ address }: { readonly address: string }): React.JSX.Element {
  return (
    <Notice
      tone="good"
      title={<FormattedMessage id="after.sameAddress.title" values={{ address: <Foreign text={address} /> }} />}
    >
      <p>
        <FormattedMessage id="after.sameAddress.text" />
      </p>
    </Notice>
  );
}
