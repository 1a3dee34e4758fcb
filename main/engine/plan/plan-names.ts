import type { AccountFacts, MailboxRole } from '../../../shared/model/mailbox.ts';
import type { NotMerged, NotRenamed, PlanOptions } from '../../../shared/model/plan.ts';
import { decisionOn } from './choose-mailboxes.ts';
import { compareNames } from './fold-name.ts';
import { mapMailboxes, type FixedNames, type MappedName } from './map-mailboxes.ts';
import { matchRoles } from './match-roles.ts';
import { decideMerges } from './merges.ts';
import { buildSourceTree, type SourceTree } from './source-tree.ts';

/** What decides about names. */
export interface NameFacts {
  readonly options: PlanOptions;
  /** Source to destination names of earlier runs. */
  readonly known: ReadonlyMap<string, string>;
  /** Whether a mailbox's messages are read from Gmail's "All Mail". */
  readonly isShare: (source: string) => boolean;
}

/** Where everything goes, and what of the person's wishes is not to be. */
export interface PlannedNames {
  /** By source name. */
  readonly mapped: ReadonlyMap<string, MappedName>;
  readonly notMerged: readonly NotMerged[];
  readonly notRenamed: readonly NotRenamed[];
}

/** Gives the source's mailboxes their roles and their names at the destination. */
export function planNames(tree: SourceTree, destination: AccountFacts, facts: NameFacts): PlannedNames {
  const { options, known, isShare } = facts;
  const chosen = chosenNames(tree, options);
  const { into, refused } = decideMerges({ nodes: tree.byName, options, known, isShare });
  const { held, places } = matchRoles(tree, destination, { known, chosen });
  for (const [node, role] of held) node.role = role;
  const fixed = { known, chosen, under: options.under, merges: into, places };
  const anew = known.size > 0 ? mapAnew(tree, destination, fixed) : null;
  const mapped = mapMailboxes(tree, destination, fixed, anew);
  const isElsewhere = (name: string): boolean =>
    anew !== null && anew.get(name)?.destination !== mapped.get(name)?.destination;
  return { mapped, notMerged: refused, notRenamed: unheard(options, tree, isElsewhere) };
}

/** What each source mailbox is for in a plan, by name. Of those that speak of one purpose, one has it. */
export function rolesInPlan(
  source: AccountFacts,
  destination: AccountFacts,
  options: PlanOptions,
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, MailboxRole> {
  const tree = buildSourceTree(source);
  const { held } = matchRoles(tree, destination, { known, chosen: chosenNames(tree, options) });
  return new Map([...held].map(([{ mailbox }, role]) => [mailbox?.name ?? '', role]));
}

function chosenNames({ byName }: SourceTree, options: PlanOptions): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  for (const source of byName.keys()) {
    const name = decisionOn(source, options).destination;
    if (name !== undefined) chosen.set(source, name);
  }
  return chosen;
}

/** Where everything would go had no run been before. */
function mapAnew(tree: SourceTree, destination: AccountFacts, fixed: FixedNames): ReadonlyMap<string, MappedName> {
  const { chosen } = fixed;
  const known = new Map<string, string>();
  const { places } = matchRoles(tree, destination, { known, chosen });
  return mapMailboxes(tree, destination, { ...fixed, known, places }, null);
}

/**
 * Names that were chosen for what is not there, or is elsewhere.
 * @param isElsewhere whether an earlier run has sent a mailbox elsewhere
 */
function unheard(
  { decisions }: PlanOptions,
  { byName }: SourceTree,
  isElsewhere: (source: string) => boolean,
): readonly NotRenamed[] {
  const found: NotRenamed[] = [];
  for (const [source, { destination, mergeInto }] of Object.entries(decisions)) {
    if (destination === undefined || mergeInto !== undefined) continue;
    if (!byName.has(source)) found.push({ source, destination, problem: 'missing' });
    else if (isElsewhere(source)) found.push({ source, destination, problem: 'started' });
  }
  return found.sort((one, other) => compareNames(one.source, other.source));
}
