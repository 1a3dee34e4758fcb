import type { AccountFacts, MailboxRole } from '../../../shared/model/mailbox.ts';
import type { RenameReason } from '../../../shared/model/plan.ts';
import { DestinationNames, type Place } from './destination-names.ts';
import { compareNames, foldName } from './fold-name.ts';
import { isSelectable } from './mailbox-role.ts';
import { cutToFit, fitComponent, shorten, wireLength, type NameRules } from './mailbox-name.ts';
import { limitsOf } from './name-limits.ts';
import type { SourceNode, SourceTree } from './source-tree.ts';

/** Where one source mailbox goes. */
export interface MappedName {
  readonly destination: string;
  readonly renamed: readonly RenameReason[];
  readonly exists: boolean;
}

/** A node's place and what was done to get there, its parents' changes included. */
interface Settled {
  readonly place: Place;
  readonly reasons: readonly RenameReason[];
}

/** What a node would like to be called. */
interface Wish {
  readonly node: SourceNode;
  readonly parent: Place;
  readonly component: string;
  /** Whether it is another one than at the source. */
  readonly changed: boolean;
  readonly reasons: readonly RenameReason[];
}

interface Mapping {
  readonly names: DestinationNames;
  readonly rules: NameRules;
  /** Roles that some source mailbox has. */
  readonly heldRoles: ReadonlySet<MailboxRole | null>;
  readonly settled: Map<SourceNode, Settled>;
  /** For each wish that was gone, the last number given, so that thousands of equal names take no square of time. */
  readonly numbers: Map<string, number>;
}

/** A cut name must still tell something. */
const LEAST_ROOM = 24;

/**
 * Gives every source mailbox a name at the destination, no two the same one, whatever is left out later: a mailbox's name must not depend on
 * what else is chosen. Earlier runs' names stay; then come roles; then the rest from the top down, each below where its parent went.
 * @param known source to destination names of earlier runs
 * @returns by source name
 */
export function mapMailboxes(
  tree: SourceTree,
  destination: AccountFacts,
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, MappedName> {
  const names = new DestinationNames(destination);
  const rules = { delimiter: names.delimiter, limits: limitsOf(destination) };
  const heldRoles = new Set([...tree.byName.values()].map((node) => node.role));
  const mapping: Mapping = { names, rules, heldRoles, settled: new Map(), numbers: new Map() };
  for (const name of known.values()) names.take(name);
  const spoken = new Set(known.values());
  for (const [name, node] of tree.byName) settleFixed(mapping, node, known.get(name), spoken);
  for (const level of tree.levels) settleLevel(mapping, level);
  return new Map([...tree.byName].map(([name, node]) => [name, describe(mapping, node)]));
}

/** Places what does not depend on names: INBOX, earlier runs, and roles both sides have. */
function settleFixed(
  { names, settled }: Mapping,
  node: SourceNode,
  known: string | undefined,
  spoken: ReadonlySet<string>,
): void {
  if (node.role === 'inbox') {
    settled.set(node, { place: names.inbox, reasons: [] });
    return;
  }
  const ofRole = node.role === null ? null : names.ofRole(node.role);
  const name = known ?? ofRole;
  // A later change of roles must not send a second mailbox where an earlier run sent the first.
  if (name === null || (known === undefined && spoken.has(name))) return;
  const [last = name, ...above] = (names.delimiter === null ? [name] : name.split(names.delimiter)).reverse();
  const place = { name, component: last, parent: names.root, depth: above.length + 1 };
  settled.set(node, { place, reasons: name === ofRole ? ['role'] : [] });
  names.take(name);
}

/**
 * First what exists exactly so, then all who can have what they wish, then the others: so nobody's own name goes to somebody else as a
 * substitute. The order of the others must not depend on what exists, or a run without a journal would number them anew.
 */
function settleLevel(mapping: Mapping, level: readonly SourceNode[]): void {
  const wishes = level
    .filter((node) => !mapping.settled.has(node) && !(isInboxLevel(node) && node.mailbox === null))
    .map((node) => ({ wish: wishOf(mapping, node), key: JSON.stringify(node.path), name: node.mailbox?.name ?? '' }));
  wishes.sort(
    (one, other) =>
      Number(one.wish.changed) - Number(other.wish.changed) ||
      compareNames(one.key, other.key) ||
      compareNames(one.name, other.name),
  );
  let left = wishes.map(({ wish }) => wish);
  const grantTo = (may: (wish: Wish) => boolean): void => {
    left = left.filter((wish) => !may(wish) || !grant(mapping, wish, wish.component, []));
  };
  // A changed name gets no advantage from being there: an earlier run may have made it for the one whose own name it is.
  grantTo(({ changed, parent, component }) => !changed && mapping.names.exists(mapping.names.below(parent, component)));
  grantTo(() => true);
  for (const wish of left) settleNumbered(mapping, wish);
}

function wishOf(mapping: Mapping, node: SourceNode): Wish {
  const { names, rules } = mapping;
  const { place: base, reasons: inherited } = settledParent(mapping, node);
  const fitted = fitComponent(node.component, base === names.root, rules);
  const reasons = [...inherited, ...fitted.reasons];
  const { parent, skipped, reason } = placeWithRoom(mapping, base);
  if (reason !== null) reasons.push(reason);
  const whole =
    skipped.length === 0 ? fitted.name : fitComponent([...skipped, fitted.name].join('-'), false, rules).name;
  const component = shorten(whole, JSON.stringify(node.path), roomBelow(mapping, parent));
  if (component !== whole) reasons.push('too-long');
  const changed = component !== node.component.normalize('NFC');
  return { node, parent, component, changed, reasons };
}

/** Children of INBOX are below INBOX where that is a place of its own; where everything is below INBOX they are at the top. */
function settledParent({ names, settled }: Mapping, node: SourceNode): Settled {
  if (node.parent === null) return { place: names.root, reasons: [] };
  if (isInboxLevel(node.parent)) {
    return { place: names.inboxHoldsOthers ? names.inbox : names.root, reasons: [] };
  }
  return settled.get(node.parent) ?? { place: names.root, reasons: [] };
}

function isInboxLevel(node: SourceNode): boolean {
  return node.depth === 1 && node.component === 'INBOX';
}

/** Goes up until a name of some length fits below; what was passed becomes part of the name. */
function placeWithRoom(
  mapping: Mapping,
  base: Place,
): { parent: Place; skipped: readonly string[]; reason: RenameReason | null } {
  const { names, rules } = mapping;
  const skipped: string[] = [];
  let reason: RenameReason | null = null;
  let parent = base;
  while (parent.parent !== null) {
    const deep = parent.depth >= rules.limits.maxDepth || !names.canHold(parent);
    if (!deep && roomBelow(mapping, parent) >= LEAST_ROOM) break;
    reason ??= deep ? 'too-deep' : 'too-long';
    skipped.unshift(parent.component);
    parent = parent.parent;
  }
  return { parent, skipped, reason };
}

function roomBelow({ names, rules }: Mapping, parent: Place): number {
  const { maxComponentBytes, maxPathBytes } = rules.limits;
  return Math.min(maxComponentBytes, maxPathBytes - wireLength(names.below(parent, '')));
}

function settleNumbered(mapping: Mapping, wish: Wish): void {
  const room = roomBelow(mapping, wish.parent);
  const counter = foldName(mapping.names.below(wish.parent, wish.component));
  for (let number = (mapping.numbers.get(counter) ?? 1) + 1; ; number += 1) {
    const component = cutToFit(wish.component, room, ` (${String(number)})`);
    if (!grant(mapping, wish, component, ['collision'])) continue;
    mapping.numbers.set(counter, number);
    return;
  }
}

function grant(mapping: Mapping, wish: Wish, component: string, reasons: readonly RenameReason[]): boolean {
  const { names, settled } = mapping;
  const asked = names.below(wish.parent, component);
  const name = names.available(asked);
  if (name === null || misleads(mapping, wish.node, name)) return false;
  names.take(name);
  const spelling: readonly RenameReason[] = name === asked ? [] : ['collision'];
  settled.set(wish.node, {
    place: { name, component, parent: wish.parent, depth: wish.parent.depth + 1 },
    reasons: [...wish.reasons, ...reasons, ...spelling],
  });
  return true;
}

/**
 * Whether a name speaks of a role that the mailbox does not have. Servers give roles by name, some empty such mailboxes by themselves,
 * and a run without a journal would take it for the role's holder: so a second "Sent" or "Trash" never gets the plain name.
 */
function misleads({ names, heldRoles }: Mapping, node: SourceNode, name: string): boolean {
  if (node.mailbox === null) return false;
  const spoken = names.roleSpokenBy(name);
  // What only holds others may have the name of a role as long as no mailbox has the role.
  return spoken !== null && spoken !== node.role && (isSelectable(node.mailbox) || heldRoles.has(spoken));
}

/** Names no reason where nothing changed but prefix and delimiter, and some reason where something did. */
function describe({ names, settled }: Mapping, node: SourceNode): MappedName {
  const { place, reasons } = settled.get(node) ?? { place: names.root, reasons: [] };
  const same = place === names.inbox || (!node.lifted && place.name === translated(names, node.path).normalize('NFC'));
  const otherwise: readonly RenameReason[] = [node.role === null ? 'collision' : 'role'];
  const renamed = same ? [] : reasons.length === 0 ? otherwise : [...new Set(reasons)];
  return { destination: place.name, renamed, exists: names.exists(place.name) };
}

/** The name with nothing but prefix and delimiter changed. */
function translated(names: DestinationNames, path: readonly string[]): string {
  const [first, ...rest] = path;
  const delimiter = names.delimiter ?? '/';
  if (first !== 'INBOX' || rest.length === 0) return names.root.name + path.join(delimiter);
  return (names.inboxHoldsOthers ? `INBOX${delimiter}` : names.root.name) + rest.join(delimiter);
}
