import type { EstimateView } from '../../shared/ipc/estimate-view.ts';

/** Measured both ways, no limits known: two to four hours. */
export function sampleEstimate(overrides: Partial<EstimateView> = {}): EstimateView {
  return {
    estimate: { kind: 'range', fromSeconds: 7200, toSeconds: 14_400, boundBy: 'speed' },
    messages: 21_300,
    bytes: 14_200_000_000,
    down: { messages: 20, bytes: 4_200_000, seconds: 2 },
    up: { messages: 20, bytes: 4_200_000, seconds: 7 },
    limits: [],
    recent: {
      messages: 2_100,
      bytes: 1_400_000_000,
      isComplete: true,
      usableAfter: { fromSeconds: 1200, toSeconds: 2400 },
    },
    ...overrides,
  };
}

/** Google's daily amount decides. */
export const limited: EstimateView = sampleEstimate({
  estimate: { kind: 'range', fromSeconds: 5 * 86_400, toSeconds: 7 * 86_400, boundBy: 'download-limit' },
  limits: [
    {
      side: 'source',
      provider: 'Google',
      bytesPerDay: 2_500_000_000,
      source: 'Google help article a/answer/1071518 as quoted by sharingsupport.cloudhq.net/gmail-bandwidth-limits',
      confirmed: true,
    },
    {
      side: 'destination',
      provider: 'Example',
      bytesPerDay: 900_000_000,
      source: 'people in a forum',
      confirmed: false,
    },
  ],
});

/** Nothing was measured, nothing is published. */
export const unknown: EstimateView = sampleEstimate({
  estimate: { kind: 'unknown' },
  bytes: null,
  down: null,
  up: null,
});
