import { expect } from 'vitest';
import type { PlanReport } from '../../main/engine/plan-only.ts';
import type { ServerMove } from '../support/dovecot-move.ts';
import { fateOf } from '../support/servers/content-fates.ts';
import type { HardSource } from './hard-source.ts';

/** Messages that do not arrive as they were, by name, sorted. */
export interface Problems {
  readonly altered: readonly string[];
  readonly refused: readonly string[];
  readonly dates: readonly string[];
}

/** What the plan says of each message: of the bytes by the habits it knows, of sizes and dates one by one. */
export function foreseen(source: HardSource, { plan, tooBig, foreseen: known }: PlanReport): Problems {
  const tooLarge = new Set(tooBig.map(({ mailbox, uid }) => source.nameOf(mailbox, uid)));
  const dates = known.dates.map(({ mailbox, uid }) => source.nameOf(mailbox, uid));
  const all = plan.pairs.flatMap((pair) => source.messagesOf(pair.source));
  const fates = all.map(({ name, body }) => ({
    name,
    fate: tooLarge.has(name) ? 'refused' : fateOf(body, known.content),
  }));
  const named = (wanted: string): string[] => fates.flatMap(({ name, fate }) => (fate === wanted ? [name] : [])).sort();
  const refused = named('refused');
  return { altered: named('altered'), refused, dates: dates.filter((name) => !refused.includes(name)).sort() };
}

/** What the receipt says of each. */
export function happened(source: HardSource, { journal }: ServerMove): Problems {
  const mailboxes = new Map(journal.pairs(1).map((pair) => [pair.id, pair.source]));
  const found = { altered: [] as string[], refused: [] as string[], dates: [] as string[] };
  for (let after: { pair: number; uid: number } | null = null; ;) {
    const rows = journal.exceptions(1, after, 500);
    const last = rows.at(-1);
    if (!last) break;
    after = { pair: last.pairId, uid: last.uid };
    for (const { pairId, uid, status, problem } of rows) {
      const name = source.nameOf(mailboxes.get(pairId) ?? '', uid);
      const differs = problem?.differs ?? [];
      expect(differs, name).not.toContain('flags');
      if (status === 'failed') found.refused.push(name);
      else if (differs.some((what) => what === 'content' || what === 'size')) found.altered.push(name);
      if (differs.includes('date')) found.dates.push(name);
    }
  }
  return { altered: found.altered.sort(), refused: found.refused.sort(), dates: found.dates.sort() };
}
