import type { UpdateFault, UpdatesView } from '../../shared/ipc/updates-view.ts';
import type { KeptWishes } from './kept-wishes.ts';
import { faultOf } from './update-error.ts';
import { nextState, type UpdateEvent } from './update-state.ts';
import type { UpdateWay } from './update-way.ts';

/** What is known of new versions, and what the person wishes. */
export interface UpdateStore {
  state(): UpdatesView['state'];
  wishes(): KeptWishes;
  view(): UpdatesView;
  /** @returns whether it changed anything */
  happen(event: UpdateEvent): boolean;
  keep(change: Partial<KeptWishes>): void;
  /** @param otherwise what it is when the error itself does not say more */
  fail(error: unknown, otherwise: UpdateFault): void;
}

/** Where it begins, and whom it tells. */
export interface StoreParts {
  readonly way: UpdateWay;
  readonly running: string;
  readonly wishes: KeptWishes;
  keep(wishes: KeptWishes): void;
  onChange(view: UpdatesView): void;
  onFault(error: unknown): void;
}

/** Begins where the last process left off: where installing was begun and this version still runs, it failed. */
export function createUpdateStore({ way, running, ...parts }: StoreParts): UpdateStore {
  let { wishes } = parts;
  let state = firstState(way, running, wishes);
  const view = (): UpdatesView => ({
    state,
    running,
    host: way.kind === 'on' ? way.feed.host : null,
    weekly: wishes.weekly,
    lookedAt: wishes.lookedAt,
    isDismissed: 'offer' in state && state.offer.version === wishes.dismissed,
  });
  const happen = (event: UpdateEvent): boolean => {
    const next = nextState(state, event);
    if (next === state) return false;
    state = next;
    parts.onChange(view());
    return true;
  };
  return {
    state: () => state,
    wishes: () => wishes,
    view,
    happen,
    keep(change) {
      wishes = { ...wishes, ...change };
      parts.keep(wishes);
      parts.onChange(view());
    },
    fail(error, otherwise) {
      parts.onFault(error);
      happen({ kind: 'failed', fault: faultOf(error, otherwise) });
    },
  };
}

function firstState(way: UpdateWay, running: string, { installing }: KeptWishes): UpdatesView['state'] {
  if (way.kind === 'off') return way;
  // Said until the next look.
  return installing === null || installing === running ? { kind: 'idle' } : { kind: 'failed', fault: 'install' };
}
