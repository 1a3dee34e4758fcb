import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import type { RenameReason } from '../../../shared/model/plan.ts';
import { DestinationNames } from './destination-names.ts';
import { compareNames } from './fold-name.ts';
import { grantNumbered, settleAt, wishBelow, type Mapping, type Settled, type Wish } from './mapping.ts';
import { limitsOf } from './name-limits.ts';
import { comesFirst } from './own-names.ts';
import { placeOf, placeUnder, settleChosen } from './settle-chosen.ts';
import { holdsMessages, isInboxLevel, pathKey, speaksOf, type SourceNode, type SourceTree } from './source-tree.ts';

/** Where one source mailbox goes. */
export interface MappedName {
  readonly destination: string;
  readonly renamed: readonly RenameReason[];
  readonly exists: boolean;
  /** The one whose place this is, when the person put both together; else null. */
  readonly mergeInto: SourceNode | null;
}

/** What is settled before any name is looked at. */
export interface FixedNames {
  /** Source to destination names of earlier runs. */
  readonly known: ReadonlyMap<string, string>;
  /** Source to destination names the person chose. */
  readonly chosen: ReadonlyMap<string, string>;
  /** The one mailbox below which the rest goes; see PlanOptions. */
  readonly under: string | null;
  /** By source name, the mailbox that another one goes along with; see merges.ts. */
  readonly merges: ReadonlyMap<string, string>;
  /** Where mailboxes go that are for the same as one of the destination's; see match-roles.ts. */
  readonly places: ReadonlyMap<SourceNode, string>;
}

/** How INBOX is called where it is a mailbox like any other. */
const INBOX_AS_COMPONENT = 'Inbox';

/**
 * Gives every source mailbox a name at the destination, no two the same one unless the person put them together, whatever is left out later:
 * a mailbox's name must not depend on what else goes along. Earlier runs' names stay; then comes what the person chose; then roles; then the
 * rest from the top down, each below where its parent went.
 * @param anew what would come of it without earlier runs, for the reasons of their names; null where there were none
 * @returns by source name
 */
export function mapMailboxes(
  tree: SourceTree,
  destination: AccountFacts,
  fixed: FixedNames,
  anew: ReadonlyMap<string, MappedName> | null,
): ReadonlyMap<string, MappedName> {
  const mapping = beginMapping(tree, destination, fixed);
  settleKnown(mapping, tree, fixed.known, anew);
  settleChosen(mapping, tree, fixed.chosen, inboxIsFree(mapping, tree, fixed));
  if (fixed.under === null) for (const [node, place] of fixed.places) settleByRole(mapping, node, place);
  for (const level of tree.levels)
    settleLevel(
      mapping,
      level.filter((node) => comesFirst(node) && !mapping.merges.has(node)),
    );
  for (const level of tree.levels) {
    settleLevel(
      mapping,
      level.filter((node) => !mapping.merges.has(node)),
    );
    settleMerging(mapping, level);
  }
  return new Map([...tree.byName].map(([name, node]) => [name, describe(mapping, node)]));
}

function beginMapping(tree: SourceTree, destination: AccountFacts, { under, merges }: FixedNames): Mapping {
  const names = new DestinationNames(destination);
  const rules = { delimiter: names.delimiter, limits: limitsOf(destination) };
  const top: Settled = { place: names.root, reasons: [], chosen: false };
  const together = new Map<SourceNode, SourceNode>();
  for (const [source, into] of merges) {
    const [node, other] = [tree.byName.get(source), tree.byName.get(into)];
    if (node && other) together.set(node, other);
  }
  return {
    names,
    rules,
    gathered: under !== null,
    base: under === null ? top : placeUnder(names, rules, under),
    settled: new Map(),
    numbers: new Map(),
    merges: together,
    placeless: placelessOf(together, under !== null),
  };
}

/** What goes along with another needs a place of its own only for what is below it; INBOX is a place in any case. */
function placelessOf(merges: Mapping['merges'], gathered: boolean): ReadonlySet<SourceNode> {
  return new Set([...merges.keys()].filter((node) => !node.holdsOthers || (node.role === 'inbox' && !gathered)));
}

/** What was begun goes on where it was begun, also names of mailboxes that are no longer listed. */
function settleKnown(
  { names, settled }: Mapping,
  tree: SourceTree,
  known: FixedNames['known'],
  anew: ReadonlyMap<string, MappedName> | null,
): void {
  for (const name of known.values()) names.take(name);
  for (const [source, node] of tree.byName) {
    const name = known.get(source);
    if (name === undefined) continue;
    const now = anew?.get(source);
    const reasons =
      now?.destination === name ? now.renamed : name === sameName(names, node) ? [] : ['earlier-run' as const];
    settled.set(node, { place: placeOf(names, name), reasons, chosen: true });
  }
}

/** Whether the source's INBOX goes elsewhere, so that another mailbox may go to the destination's. */
function inboxIsFree({ settled, gathered, placeless }: Mapping, tree: SourceTree, { chosen }: FixedNames): boolean {
  if (gathered) return true;
  return ![...tree.byName].some(
    ([name, node]) => node.role === 'inbox' && !settled.has(node) && !placeless.has(node) && !chosen.has(name),
  );
}

/** Places INBOX and what has a role on both sides, unless somebody else was sent there before. */
function settleByRole({ names, settled, placeless }: Mapping, node: SourceNode, place: string): void {
  if (settled.has(node) || placeless.has(node) || !names.isFree(place)) return;
  const reasons: readonly RenameReason[] = node.role === 'inbox' ? [] : ['role'];
  settled.set(node, { place: placeOf(names, place), reasons, chosen: false });
  names.take(place);
}

/**
 * First what exists exactly so, then all who can have what they wish, then the others: so nobody's own name goes to somebody else as a
 * substitute. The order of the others must not depend on what exists, or a run without a journal would number them anew.
 */
function settleLevel(mapping: Mapping, level: readonly SourceNode[]): void {
  const { settled } = mapping;
  const wishes = level
    .filter((node) => !settled.has(node) && !isMerePlaceOfInbox(mapping, node))
    .map((node) => ({
      node,
      wish: wishOf(mapping, node),
      key: pathKey(node),
      name: node.mailbox?.name ?? '',
    }));
  wishes.sort(
    (one, other) =>
      Number(one.wish.changed) - Number(other.wish.changed) ||
      compareNames(one.key, other.key) ||
      compareNames(one.name, other.name),
  );
  const mere = wishes.filter((one) => isMerePlace(mapping, one));
  let left = wishes.filter((one) => !mere.includes(one));
  const grantTo = (may: (wish: Wish) => boolean): void => {
    left = left.filter(({ node, wish }) => !may(wish) || !grant(mapping, node, wish, wish.component, []));
  };
  // A changed name gets no advantage from being there: an earlier run may have made it for the one whose own name it is.
  grantTo(({ changed, parent, component }) => !changed && mapping.names.exists(mapping.names.below(parent, component)));
  grantTo(() => true);
  for (const { node, wish } of left) {
    grantNumbered(mapping, wish, (component, reasons) => grant(mapping, node, wish, component, reasons));
  }
  for (const { node, wish } of mere) {
    const name = mapping.names.spelled(mapping.names.below(wish.parent, wish.component));
    settleAt(mapping, node, wish, { name, component: wish.component, reasons: [], shares: true });
  }
}

interface Wishing {
  readonly node: SourceNode;
  readonly wish: Wish;
}

/**
 * Whether a level only holds others and keeps its name: it takes none away from a mailbox then, which may even be there. But what is below it
 * must not end up below a mailbox that the server empties.
 */
function isMerePlace({ names }: Mapping, { node, wish }: Wishing): boolean {
  if (holdsMessages(node) || wish.changed) return false;
  return !names.isKept(names.below(wish.parent, wish.component), speaksOf(node));
}

/**
 * Last, what goes along with another but has others below it. Where both would have one name, what is below them meets as well; else it stays
 * where it would have been. The other's place may not be settled yet, when it is deeper: it could even be below this one.
 */
function settleMerging(mapping: Mapping, level: readonly SourceNode[]): void {
  const { names, settled, placeless, merges } = mapping;
  const left: SourceNode[] = [];
  for (const node of level) {
    const other = merges.get(node);
    if (other === undefined || settled.has(node) || placeless.has(node)) continue;
    const { parent, component } = wishOf(mapping, node);
    const there = settled.get(other);
    if (there && names.key(there.place.name) === names.key(names.below(parent, component))) {
      settled.set(node, { ...there, chosen: true });
    } else left.push(node);
  }
  settleLevel(mapping, left);
}

function wishOf(mapping: Mapping, node: SourceNode): Wish {
  const component = isInboxLevel(node) && mapping.gathered ? INBOX_AS_COMPONENT : node.component;
  return wishBelow(mapping, settledParent(mapping, node), component, JSON.stringify(node.path));
}

/** Children of INBOX are below INBOX where that is a place of its own; where everything is below INBOX they are at the top. */
function settledParent(mapping: Mapping, node: SourceNode): Settled {
  const { names, settled, base } = mapping;
  if (node.parent === null) return base;
  if (isInboxLevel(node.parent) && !mapping.gathered) {
    return { ...base, place: names.inboxHoldsOthers ? names.inbox : names.root };
  }
  return settled.get(node.parent) ?? base;
}

function isMerePlaceOfInbox(mapping: Mapping, node: SourceNode): boolean {
  return isInboxLevel(node) && node.mailbox === null && !mapping.gathered;
}

function grant(
  mapping: Mapping,
  node: SourceNode,
  wish: Wish,
  component: string,
  reasons: readonly RenameReason[],
): boolean {
  const name = mapping.names.available(mapping.names.below(wish.parent, component), speaksOf(node));
  if (name === null) return false;
  settleAt(mapping, node, wish, { name, component, reasons });
  return true;
}

/**
 * Names no reason where nothing changed but prefix and delimiter, and some reason where something did. What the person wanted needs no
 * reason, only what had to be done to it.
 */
function describe(mapping: Mapping, node: SourceNode): MappedName {
  const { names, settled, base, merges } = mapping;
  const mergeInto = merges.get(node) ?? null;
  const { place, reasons, chosen } = settled.get(mergeInto ?? node) ?? base;
  const found = { destination: place.name, exists: names.exists(place.name), mergeInto };
  if (mergeInto !== null) return { ...found, renamed: [] };
  if (chosen) return { ...found, renamed: [...new Set(reasons)] };
  if (place === names.inbox || (!node.lifted && place.name === sameName(names, node))) return { ...found, renamed: [] };
  return { ...found, renamed: reasons.length === 0 && node.lifted ? ['role'] : [...new Set(reasons)] };
}

/** The name with nothing but prefix and delimiter changed. */
function sameName(names: DestinationNames, { path }: SourceNode): string {
  const [first, ...rest] = path;
  const delimiter = names.delimiter ?? '/';
  const isBelowInbox = first === 'INBOX' && rest.length > 0;
  const top = isBelowInbox && names.inboxHoldsOthers ? `INBOX${delimiter}` : names.root.name;
  return (top + (isBelowInbox ? rest : path).join(delimiter)).normalize('NFC');
}
