import { useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import type { AfterItem } from '../../../shared/ipc/move-view.ts';
import { ask } from '../../bridge.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { Icon } from '../../components/icon.tsx';
import { useQuantities } from '../../use-quantities.ts';

/** One thing to do: a tick that is remembered, its name, and how it is done. The next one to do is open by itself. */
export function CheckItem(props: {
  readonly move: string;
  readonly item: AfterItem;
  readonly isTicked: boolean;
  readonly isNext: boolean;
  /** When the old mailbox may go. Milliseconds since 1970. */
  readonly closeDay: number;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { move, item, isTicked, isNext, closeDay, children } = props;
  const intl = useIntl();
  const quantities = useQuantities();
  const id = useId();
  /** Null until the person opens or closes it. */
  const [wish, setWish] = useState<boolean | null>(null);
  const isOpen = wish ?? isNext;
  const title = intl.formatMessage({ id: `after.${item}.title` });
  const tick = (yes: boolean): void => {
    // Ticking closes it and opens the next, whatever was opened by hand before.
    setWish(null);
    void ask('tick', { move, item, yes });
  };
  return (
    <li className={isTicked ? 'after-item after-item--ticked' : 'after-item'}>
      <div className="after-item__head">
        <Checkbox
          isSelected={isTicked}
          onChange={tick}
          aria-label={intl.formatMessage({ id: 'after.done' }, { title })}
        />
        <h2 className="after-item__title">
          <Button
            className="after-item__button"
            aria-expanded={isOpen}
            aria-controls={id}
            onPress={() => setWish(!isOpen)}
          >
            <span>{title}</span>
            <Icon name="chevron" />
          </Button>
        </h2>
        <p className="after-item__summary">
          <FormattedMessage id={`after.${item}.summary`} values={{ day: quantities.day(closeDay) }} />
        </p>
      </div>
      <div id={id} className="after-item__content" hidden={!isOpen}>
        {isOpen && children}
      </div>
    </li>
  );
}
