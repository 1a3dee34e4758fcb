import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveSummary } from '../../shared/ipc/app-state.ts';
import { ScreenTitle } from '../components/screen-title.tsx';
import { ReadOnlyPromise } from '../wizard/read-only-promise.tsx';
import { MoveCard } from './move-card.tsx';
import { StartButton } from './start-button.tsx';

/** Every move on this computer, newest first. */
export function Moves({ moves }: { readonly moves: readonly MoveSummary[] }): React.JSX.Element {
  const intl = useIntl();
  return (
    <section className="moves">
      <div className="moves__head">
        <div>
          <ScreenTitle text={intl.formatMessage({ id: 'home.moves' }, { count: moves.length })} />
          <ReadOnlyPromise />
        </div>
        <StartButton isFurther />
      </div>
      <ul className="moves__list" aria-label={intl.formatMessage({ id: 'home.moves' }, { count: moves.length })}>
        {moves.map((move) => (
          <MoveCard key={move.id} move={move} />
        ))}
      </ul>
      <p className="quiet">
        <FormattedMessage id="home.moves.needs" />
      </p>
    </section>
  );
}
