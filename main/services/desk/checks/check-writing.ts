import type { Abilities } from '../../../engine/try-abilities.ts';
import type { CheckLine } from '../../../../shared/ipc/checks-view.ts';
import type { MoveRecord } from '../move-record.ts';
import { shown } from '../shown.ts';
import type { Found } from './found.ts';
import type { WriteTest } from './look.ts';

/** What changes mail or keeps some behind. The rest has other ways: other names, or more commands. */
const worthAWord = ['date', 'large'] as const;

/**
 * Whether the new account can be written to, as far as somebody has tried.
 * @param listed mailboxes of earlier tests that the server still lists; a killed test could not tell of its own
 */
export function checkWriting(rehearsal: MoveRecord['rehearsal'], writing: WriteTest, listed: readonly string[]): Found {
  const id = 'write-test';
  if (writing.kind === 'running') return { id, verdict: 'running' };
  const left = new Set([...(rehearsal?.scratch == null ? [] : [rehearsal.scratch]), ...listed]);
  const items = [...left].map((name) => ({ name: shown(name) }));
  if (writing.kind === 'failed') return { id, verdict: 'fail', problem: writing.problem, items };
  if (rehearsal === null) return items.length > 0 ? { id, verdict: 'warn', items } : { id, verdict: 'open' };
  const { abilities } = rehearsal;
  const isWarning =
    items.length > 0 || worthAWord.some((name) => ['changed', 'refused'].includes(abilities[name] ?? ''));
  return { id, verdict: isWarning ? 'warn' : 'pass', values: valuesOf(abilities), items };
}

/** What was found, one word each, and the characters that names cannot have. */
function valuesOf({ characters, tilde, ...words }: Abilities): CheckLine['values'] {
  const found = { ...words, ...(tilde !== undefined && { tilde }) };
  if (characters === undefined) return found;
  const { refused } = characters;
  return { ...found, characters: refused === '' ? 'kept' : 'refused', refusedCharacters: shown(refused) };
}
