import { shown } from '../shown.ts';
import { MOST_ITEMS, type Found } from './found.ts';
import type { Look } from './look.ts';

/** Which mailboxes get another name. Meeting the other server's mailbox of the same purpose is what everybody expects, and not told. */
export function checkNames({ plan }: Look): Found[] {
  const renamed = plan.pairs.filter((pair) => pair.renamed.some((reason) => reason !== 'role'));
  return [
    {
      id: 'names',
      verdict: renamed.length > 0 ? 'warn' : 'pass',
      values: { count: renamed.length },
      items: renamed.slice(0, MOST_ITEMS).map((pair) => ({
        from: shown(pair.source),
        to: shown(pair.destination),
        reasons: pair.renamed.join(','),
      })),
    },
  ];
}
