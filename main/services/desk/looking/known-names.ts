import type { KeptMove } from '../kept-move.ts';

/** Names at the destination that copying has begun to use, by source mailbox: these stay. */
export function knownNames(kept: KeptMove): ReadonlyMap<string, string> {
  if (kept.record().startedAt === null) return new Map();
  const journal = kept.journalIfUsable();
  if (!journal) return new Map();
  const pairs = journal.migrations().flatMap(({ id }) => journal.pairs(id));
  return new Map(pairs.map((pair) => [pair.source, pair.destination]));
}
