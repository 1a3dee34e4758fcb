import type { AppState } from '../../shared/ipc/app-state.ts';
import { Facts } from './facts.tsx';
import { Moves } from './moves.tsx';
import { PracticeOffer } from './practice-offer.tsx';
import { StartNotices } from './start-notices.tsx';
import { UpdateLine } from './update-line.tsx';
import { Welcome } from './welcome.tsx';

/** The first screen: what Homing does before the first move, the moves after that. */
export function Home({ state }: { readonly state: AppState }): React.JSX.Element {
  return (
    <main className="page home">
      <UpdateLine />
      <StartNotices state={state} />
      {state.moves.length === 0 ? <Welcome /> : <Moves moves={state.moves} />}
      <PracticeOffer />
      <Facts directoryDate={state.directoryDate} />
    </main>
  );
}
