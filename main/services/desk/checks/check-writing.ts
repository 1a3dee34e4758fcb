import type { MoveRecord } from '../move-record.ts';
import { shown } from '../shown.ts';
import type { Found } from './found.ts';
import type { WriteTest } from './look.ts';

/** What changes mail or keeps some behind. The rest has other ways: other names, or more commands. */
const worthAWord = ['date', 'large'] as const;

/** Whether the new account can be written to, as far as somebody has tried. */
export function checkWriting(rehearsal: MoveRecord['rehearsal'], writing: WriteTest): Found {
  const id = 'write-test';
  if (writing.kind === 'running') return { id, verdict: 'running' };
  const items = rehearsal?.scratch == null ? [] : [{ name: shown(rehearsal.scratch) }];
  if (writing.kind === 'failed') return { id, verdict: 'fail', problem: writing.problem, items };
  if (rehearsal === null) return { id, verdict: 'open' };
  const { abilities } = rehearsal;
  const isWarning =
    items.length > 0 || worthAWord.some((name) => ['changed', 'refused'].includes(abilities[name] ?? ''));
  return { id, verdict: isWarning ? 'warn' : 'pass', values: { ...abilities }, items };
}
