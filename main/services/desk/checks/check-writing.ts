import type { MoveRecord } from '../move-record.ts';
import { shown } from '../shown.ts';
import type { Found } from './found.ts';
import type { WriteTest } from './look.ts';

/** Whether the new account can be written to, as far as somebody has tried. */
export function checkWriting(rehearsal: MoveRecord['rehearsal'], writing: WriteTest): Found {
  const id = 'write-test';
  if (writing.kind === 'running') return { id, verdict: 'running' };
  const items = writing.scratch === null ? [] : [{ name: shown(writing.scratch) }];
  if (writing.kind === 'failed') return { id, verdict: 'fail', problem: writing.problem, items };
  if (rehearsal === null) return { id, verdict: 'open' };
  return rehearsal.leftBehind ? { id, verdict: 'warn', items } : { id, verdict: 'pass' };
}
