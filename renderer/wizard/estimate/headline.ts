import type { EstimateView } from '../../../shared/ipc/estimate-view.ts';
import { assertNever } from '../../../shared/assert-never.ts';

type Limit = EstimateView['limits'][number];

/** What the first sentence says. */
export type Headline =
  | { readonly kind: 'range'; readonly fromSeconds: number; readonly toSeconds: number }
  /** A daily limit decides; null where main does not say whose. */
  | { readonly kind: 'limit'; readonly seconds: number; readonly limit: Limit | null }
  | { readonly kind: 'unknown'; readonly isMeasured: boolean };

/** Chooses the first sentence of the estimate. */
export function headline({ estimate, limits, down, up }: EstimateView): Headline {
  if (estimate.kind === 'unknown') return { kind: 'unknown', isMeasured: down !== null || up !== null };
  const { fromSeconds, toSeconds, boundBy } = estimate;
  switch (boundBy) {
    case 'speed':
      return { kind: 'range', fromSeconds, toSeconds };
    case 'download-limit':
    case 'upload-limit': {
      const side = boundBy === 'download-limit' ? 'source' : 'destination';
      return { kind: 'limit', seconds: fromSeconds, limit: limits.find((one) => one.side === side) ?? null };
    }
    default:
      return assertNever(boundBy);
  }
}
