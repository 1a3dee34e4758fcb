import type { ChecksView } from '../../../shared/ipc/checks-view.ts';
import { countVerdicts } from './count-verdicts.ts';

/** Why one cannot go on yet. */
export type WhyNot =
  { readonly kind: 'notRun' | 'running' } | { readonly kind: 'fail' | 'warn'; readonly count: number };

/** The one reason why a person cannot go on from the checks, the most important first; null if they can. */
export function whyNot({ state, lines, mayGoOn }: ChecksView): WhyNot | null {
  if (mayGoOn) return null;
  const { stops, notes } = countVerdicts(lines);
  if (state === 'not-run') return { kind: 'notRun' };
  if (state === 'running') return { kind: 'running' };
  if (stops > 0) return { kind: 'fail', count: stops };
  if (notes > 0) return { kind: 'warn', count: notes };
  return { kind: lines.some(({ verdict }) => verdict === 'running') ? 'running' : 'notRun' };
}
