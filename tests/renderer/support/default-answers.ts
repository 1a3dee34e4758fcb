import type { EventName } from '../../../shared/ipc/channels.ts';
import type { EventOf } from '../../../shared/ipc/contract.ts';
import type { AppState } from '../../../shared/ipc/app-state.ts';
import type { MoveView } from '../../../shared/ipc/move-view.ts';
import { wizardSteps } from '../../../shared/ipc/wizard-step.ts';
import { refuse, type Answers } from './fake-bridge.ts';
import { sampleMove } from './samples.ts';
import { sampleUpdates } from './sample-updates.ts';

/** A main process that remembers what it was told, as far as the window shows it. */
export interface FakeMain {
  readonly state: AppState;
  readonly moves: readonly MoveView[];
  readonly tell: <Name extends EventName>(name: Name, value: EventOf<Name>) => void;
}

/** What main answers unless the test says otherwise. The rest of the contract has no answer. */
export function defaultAnswers({ state: first, moves: firstMoves, tell }: FakeMain): Answers {
  let state = first;
  const moves = new Map(firstMoves.map((move) => [move.id, move]));
  const changeState = (change: Partial<AppState>): void => {
    state = { ...state, ...change };
    tell('appState', state);
  };
  const changeMove = (id: string, change: (move: MoveView) => Partial<MoveView>): void => {
    const move = moves.get(id) ?? refuse();
    moves.set(id, { ...move, ...change(move) });
    tell('move', { ...move, ...change(move) });
  };
  return {
    appFacts: { version: '0.1.0', electron: '45.4.1' },
    licences: { text: null },
    appState: () => state,
    changeSettings: (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      changeState({ settings: { ...state.settings, ...Object.fromEntries(given) } });
    },
    showPlace: ({ move }) => changeState({ place: { move } }),
    openPage: { opened: true },
    createMove: () => {
      const move = sampleMove({ id: 'f0f0f0f0f0f0f0f0' });
      moves.set(move.id, move);
      return { move: move.id };
    },
    deleteMove: ({ move }) => changeState({ moves: state.moves.filter(({ id }) => id !== move) }),
    forgetEverything: () => changeState({ moves: [] }),
    move: ({ move }) => moves.get(move) ?? refuse(),
    goToStep: ({ move, step }) =>
      changeMove(move, ({ reached }) => ({
        step,
        reached: wizardSteps.indexOf(step) > wizardSteps.indexOf(reached) ? step : reached,
      })),
    tick: ({ move, item, yes }) =>
      changeMove(move, ({ after }) => {
        const others = after.ticks.filter((ticked) => ticked !== item);
        return { after: { ...after, ticks: yes ? [...others, item] : others } };
      }),
    hosts: { date: '2026-11-14', hosts: [] },
    // No DNS here.
    independence: null,
    // Nobody registered Homing anywhere: sign-in by password.
    oauthClients: [],
    updates: sampleUpdates({ kind: 'off', why: 'source' }),
    practiceState: { phase: 'idle' },
    startPractice: undefined,
    stopPractice: undefined,
  };
}
