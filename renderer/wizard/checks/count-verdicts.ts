import type { CheckLine } from '../../../shared/ipc/checks-view.ts';

/** How many checks passed, how many notes are left to read, and how many points stop the move. */
export function countVerdicts(lines: readonly CheckLine[]): {
  readonly passed: number;
  readonly notes: number;
  readonly stops: number;
} {
  const notes = lines.filter(({ verdict, acknowledged }) => verdict === 'warn' && !acknowledged).length;
  const stops = lines.filter(({ verdict }) => verdict === 'fail').length;
  const open = lines.filter(({ verdict }) => verdict === 'open' || verdict === 'running').length;
  return { passed: lines.length - notes - stops - open, notes, stops };
}
