import type { MoveChip, MoveSummary } from '../../../shared/ipc/app-state.ts';
import { sampleMoveId, sampleNow } from './samples.ts';

/** A line of the home screen. */
export function sampleSummary(overrides: Partial<MoveSummary> = {}): MoveSummary {
  return {
    id: sampleMoveId,
    from: 'ada@gmail.com',
    to: 'ada@example.org',
    step: 'copying',
    createdAt: sampleNow,
    chip: { kind: 'copying', done: 8112, total: 21_300 },
    ...overrides,
  };
}

/** Every state a move can be in. */
export const everyChip: readonly MoveChip[] = [
  { kind: 'draft' },
  { kind: 'scheduled', at: sampleNow },
  { kind: 'copying', done: 8112, total: 21_300 },
  { kind: 'copying', done: 0, total: 0 },
  { kind: 'verifying', done: 21_299, total: 21_300 },
  { kind: 'paused', done: 10, total: 100 },
  { kind: 'waiting', reason: 'offline', until: null },
  { kind: 'waiting', reason: 'interrupted', until: null },
  { kind: 'waiting', reason: 'throttled', until: null },
  { kind: 'waiting', reason: 'battery', until: null },
  { kind: 'waiting', reason: 'daily-limit', until: null },
  { kind: 'waiting', reason: 'throttled', until: sampleNow },
  { kind: 'needs-you', problem: 'sign-in-refused' },
  { kind: 'finished', messages: 21_300, exceptions: 0, incomplete: 0, verified: false },
  { kind: 'finished', messages: 21_300, exceptions: 0, incomplete: 0, verified: true },
  { kind: 'finished', messages: 21_300, exceptions: 3, incomplete: 0, verified: true },
  { kind: 'finished', messages: 21_300, exceptions: 0, incomplete: 2, verified: true },
];

/** A move in each of those states, the first of them with nothing typed and the second with very long addresses. */
export const everySummary: readonly MoveSummary[] = everyChip.map((chip, place) =>
  sampleSummary({
    id: `${String(place).padStart(2, '0')}b2c3d4e5f6a7b8`,
    chip,
    ...(place === 0 && { from: null, to: null, step: 'old-mailbox' as const }),
    ...(place === 1 && { from: `${'long.'.repeat(20)}name@provider.example`, to: null, step: 'estimate' as const }),
  }),
);
