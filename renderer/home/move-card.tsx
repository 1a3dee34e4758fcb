import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MoveSummary } from '../../shared/ipc/app-state.ts';
import { wizardSteps } from '../../shared/ipc/wizard-step.ts';
import { Button } from '../components/button.tsx';
import { Foreign } from '../components/foreign.tsx';
import { Icon } from '../components/icon.tsx';
import { usePlace } from '../use-place.ts';
import { useQuantities } from '../use-quantities.ts';
import { DeleteMove } from './delete-move.tsx';
import { MoveBar } from './move-bar.tsx';
import { MoveChipView } from './move-chip.tsx';

/** One move: between which mailboxes, where it stands, and a way into it. */
export function MoveCard({ move }: { readonly move: MoveSummary }): React.JSX.Element {
  const { goTo } = usePlace();
  const [isDeleting, setIsDeleting] = useState(false);
  const title = useId();
  return (
    <li className="move card">
      <div className="move__head">
        <h2 id={title} className="move__route">
          <Route move={move} />
        </h2>
        <MoveChipView chip={move.chip} step={move.step} />
      </div>
      <MoveBar chip={move.chip} />
      <div className="move__foot">
        <Where move={move} />
        <div className="move__actions">
          <Button kind="quiet" icon="trash" aria-describedby={title} onPress={() => setIsDeleting(true)}>
            <FormattedMessage id="home.move.delete" />
          </Button>
          <Button
            kind={move.chip.kind === 'needs-you' ? 'main' : 'plain'}
            aria-describedby={title}
            onPress={() => goTo({ kind: 'move', id: move.id })}
          >
            <FormattedMessage id="home.move.open" />
          </Button>
        </div>
      </div>
      <DeleteMove move={move} isOpen={isDeleting} onClose={() => setIsDeleting(false)} />
    </li>
  );
}

function Route({ move }: { readonly move: MoveSummary }): React.JSX.Element {
  const { from, to } = move;
  if (from === null) return <FormattedMessage id="home.move.unnamed" />;
  return (
    <>
      <Foreign text={from} />
      <span className="move__arrow">
        <Icon name="arrow" />
        <span className="visually-hidden">
          <FormattedMessage id="home.move.to" />
        </span>
      </span>
      {to === null ? (
        <span className="move__open">
          <FormattedMessage id="home.move.noDestination" />
        </span>
      ) : (
        <Foreign text={to} />
      )}
    </>
  );
}

function Where({ move }: { readonly move: MoveSummary }): React.JSX.Element {
  const intl = useIntl();
  const { day } = useQuantities();
  const step = intl.formatMessage({ id: `frame.step.${move.step}` });
  const values = { number: wizardSteps.indexOf(move.step) + 1, total: wizardSteps.length, step };
  return (
    <p className="quiet move__where">
      <span>
        <FormattedMessage id="home.move.step" values={values} />
      </span>
      <span>
        <FormattedMessage id="home.move.begun" values={{ day: day(move.createdAt) }} />
      </span>
    </p>
  );
}
