import type { MoveChip, MoveSummary } from '../../shared/ipc/app-state.ts';
import type { NativeText } from './native-texts.ts';

/** Where all moves stand, in one line for the tray: what needs the person first. Nothing a server said is in it. */
export function statusLine(text: NativeText, moves: readonly Pick<MoveSummary, 'chip'>[]): string {
  const chips = moves.map(({ chip }) => chip);
  const has = (kind: MoveChip['kind']): boolean => chips.some((chip) => chip.kind === kind);
  const copying = chips.filter((chip) => chip.kind === 'copying');
  const verifying = chips.filter((chip) => chip.kind === 'verifying');
  if (has('needs-you')) return text('native.tray.needs-you');
  if (copying.length > 0) {
    return text('native.tray.copying', { count: copying.length, percent: shareDone(copying) });
  }
  if (verifying.length > 0) return text('native.tray.verifying', { percent: shareDone(verifying) });
  if (has('waiting')) return text('native.tray.waiting');
  if (has('scheduled')) return text('native.tray.scheduled');
  return text(has('paused') ? 'native.tray.paused' : 'native.tray.idle');
}

/** Of all together, 0 to 1, in whole percent rounded down: done is said when it is done. */
function shareDone(chips: readonly { readonly done: number; readonly total: number }[]): number {
  const done = chips.reduce((sum, chip) => sum + chip.done, 0);
  const total = chips.reduce((sum, chip) => sum + chip.total, 0);
  return total === 0 ? 0 : Math.floor((100 * Math.min(done, total)) / total) / 100;
}
