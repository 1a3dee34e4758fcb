import { assertNever } from '../../shared/assert-never.ts';
import type { UpdateFault, UpdateOffer, UpdateState } from '../../shared/ipc/updates-view.ts';

/** What can happen. The first group is the person's, the second comes from the network and from the moves. */
export type UpdateEvent =
  | { readonly kind: 'look' }
  | { readonly kind: 'fetch' }
  | { readonly kind: 'install'; readonly isBusy: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'found'; readonly offer: UpdateOffer }
  | { readonly kind: 'nothing-found' }
  | { readonly kind: 'gave-up' }
  | { readonly kind: 'progress'; readonly percent: number }
  | { readonly kind: 'fetched' }
  | { readonly kind: 'failed'; readonly fault: UpdateFault };

/**
 * What follows what. Nothing is fetched and nothing installed but by a press of the person's; what does not fit the state is not done.
 *
 *   off   (for ever: there is no way out)
 *
 *   idle --look--> looking --nothing-found--> none
 *    ^                |  \--found--> offered --fetch--> fetching --fetched--> ready --install--> installing --> (another process)
 *    |                |                 ^                  |                  | ^                    ^
 *    +--cancel,       |                 +------cancel------+     install, busy| |cancel              | install, not busy
 *       gave-up-------+                                                       v |                    |
 *                                                                          waiting ------------------+
 *
 *   looking, fetching, ready, waiting, installing --failed--> failed;   none, failed --look--> looking
 *   "gave-up": a look that nobody pressed for came to nothing, and is not worth a word.
 */
export function nextState(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.kind) {
    case 'look':
      return isAtRest(state) ? { kind: 'looking' } : state;
    case 'found':
      return state.kind === 'looking' ? { kind: 'offered', offer: event.offer } : state;
    case 'nothing-found':
      return state.kind === 'looking' ? { kind: 'none' } : state;
    case 'gave-up':
      return state.kind === 'looking' ? { kind: 'idle' } : state;
    case 'fetch':
      return state.kind === 'offered' ? { kind: 'fetching', offer: state.offer, percent: 0 } : state;
    case 'progress':
      return state.kind === 'fetching' ? { ...state, percent: event.percent } : state;
    case 'fetched':
      return state.kind === 'fetching' ? { kind: 'ready', offer: state.offer } : state;
    case 'install':
      if (state.kind !== 'ready' && state.kind !== 'waiting') return state;
      return { kind: event.isBusy ? 'waiting' : 'installing', offer: state.offer };
    case 'cancel':
      return cancelled(state);
    case 'failed':
      return state.kind === 'off' || isAtRest(state) ? state : { kind: 'failed', fault: event.fault };
    default:
      return assertNever(event);
  }
}

/** Nothing is known of a newer version, and nobody is being asked. */
function isAtRest({ kind }: UpdateState): boolean {
  return kind === 'idle' || kind === 'none' || kind === 'failed';
}

function cancelled(state: UpdateState): UpdateState {
  if (state.kind === 'looking') return { kind: 'idle' };
  if (state.kind === 'fetching') return { kind: 'offered', offer: state.offer };
  if (state.kind === 'waiting') return { kind: 'ready', offer: state.offer };
  return state;
}
