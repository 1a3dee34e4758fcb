import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { Output } from '../../shared/ipc/contract.ts';
import { ask } from '../bridge.ts';
import { Pigeon } from './pigeon.tsx';

/** Name and version, the same on every screen. */
export function AppHeader(): React.JSX.Element {
  const [facts, setFacts] = useState<Output<'appFacts'> | null>(null);
  useEffect(() => {
    ask('appFacts').then(setFacts, () => setFacts(null));
  }, []);
  return (
    <header className="app-header">
      <span className="app-header__name">
        <Pigeon />
        <FormattedMessage id="app.name" />
      </span>
      {facts && (
        <span className="app-header__version">
          <FormattedMessage id="app.version" values={{ version: facts.version }} />
        </span>
      )}
    </header>
  );
}
