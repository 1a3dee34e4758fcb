import type { MoveView } from '../../../shared/ipc/move-view.ts';

/** The new mailbox's space in bytes, as it will be used. */
export interface SpaceAfter {
  readonly limit: number;
  readonly used: number;
  /** Of the old mailbox: less, where folders stay behind. */
  readonly coming: number;
  /** Negative: so much is missing. Null: it fits only because something stays behind, and how much room is left is not known here. */
  readonly left: number | null;
}

/** What moving everything does to the space; null while the servers did not tell enough to say. */
export function spaceAfter(move: Pick<MoveView, 'source' | 'destination' | 'checks'>): SpaceAfter | null {
  const coming = move.source?.facts?.bytes ?? null;
  const quota = move.destination?.facts?.quota ?? null;
  if (coming === null || quota === null || quota.limitBytes <= 0) return null;
  const room = move.checks.lines.find(({ id }) => id === 'room');
  const missing = room?.values['missingBytes'];
  const left = quota.limitBytes - quota.usedBytes - coming;
  const known = typeof missing === 'number' ? -missing : left;
  const contradicts = room?.verdict === 'pass' && left < 0;
  return { limit: quota.limitBytes, used: quota.usedBytes, coming, left: contradicts ? null : known };
}
