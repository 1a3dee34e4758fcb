import type { CheckId, CheckLine } from '../../../../shared/ipc/checks-view.ts';

/** What one check found; what is not said is empty. */
export type Found = Pick<CheckLine, 'id' | 'verdict'> & Partial<Pick<CheckLine, 'values' | 'items' | 'problem'>>;

/** The most items the contract with the window takes. */
export const MOST_ITEMS = 200;

/** A check nobody has made yet. */
export function openLine(id: CheckId): CheckLine {
  return { id, verdict: 'open', values: {}, items: [], acknowledged: false, problem: null };
}
