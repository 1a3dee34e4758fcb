import { updatesView, type UpdateOffer, type UpdateState, type UpdatesView } from '../../../shared/ipc/updates-view.ts';
import { sampleNow } from './samples.ts';

/** A newer version with notes. */
export const sampleOffer: UpdateOffer = {
  version: '0.2.0',
  notes: ['Copies twice as fast from servers far away.', 'Speaks German.'],
  size: 98_400_000,
};

/** What the window knows of new versions, checked against the contract. */
export function sampleUpdates(state: UpdateState, overrides: Partial<UpdatesView> = {}): UpdatesView {
  return updatesView.parse({
    state,
    running: '0.1.0',
    host: state.kind === 'off' ? null : 'downloads.example.org',
    weekly: false,
    lookedAt: sampleNow,
    isDismissed: false,
    ...overrides,
  });
}
