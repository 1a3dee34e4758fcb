import type { MergeProblem, NotMerged, PlanOptions } from '../../../shared/model/plan.ts';
import { decisionOn } from './choose-mailboxes.ts';
import { compareNames } from './fold-name.ts';
import { isSelectable } from './mailbox-role.ts';
import type { SourceNode } from './source-tree.ts';

/** What decides whether two mailboxes can be put together. */
export interface MergeFacts {
  readonly nodes: ReadonlyMap<string, SourceNode>;
  readonly options: Pick<PlanOptions, 'decisions'>;
  /** Source to destination names of earlier runs. */
  readonly known: ReadonlyMap<string, string>;
  /** Whether a mailbox's messages are read from Gmail's "All Mail". */
  readonly isShare: (source: string) => boolean;
}

/** What becomes of the wishes to put mailboxes together. */
export interface Merges {
  /** Source names, each with that of the mailbox it goes along with, which itself goes along with none. */
  readonly into: ReadonlyMap<string, string>;
  readonly refused: readonly NotMerged[];
}

/** Decides which mailboxes are put together. What one of them is left out for does not matter: names depend on no such choice. */
export function decideMerges(facts: MergeFacts): Merges {
  const into = new Map<string, string>();
  const refused: NotMerged[] = [];
  for (const [source, { mergeInto }] of Object.entries(facts.options.decisions)) {
    if (mergeInto === undefined) continue;
    const problem = mergeProblem(source, mergeInto, facts);
    if (problem === null) into.set(source, mergeInto);
    else refused.push({ source, into: mergeInto, problem });
  }
  refused.sort((one, other) => compareNames(one.source, other.source));
  return { into, refused };
}

function mergeProblem(source: string, into: string, facts: MergeFacts): MergeProblem | null {
  const { nodes, options, known, isShare } = facts;
  if (source === into) return 'itself';
  const both = [nodes.get(source)?.mailbox, nodes.get(into)?.mailbox];
  if (both.some((mailbox) => mailbox === null || mailbox === undefined)) return 'missing';
  if (both.some((mailbox) => mailbox && !isSelectable(mailbox))) return 'cannot-hold';
  if (isShare(source) || isShare(into)) return 'labels';
  if (decisionOn(into, options).mergeInto !== undefined) return 'merges-itself';
  return known.has(source) && known.get(source) !== known.get(into) ? 'started' : null;
}
