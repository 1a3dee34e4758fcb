import type { RenameReason } from '../../../shared/model/plan.ts';
import type { DestinationNames, Place } from './destination-names.ts';
import { cutToFit, fitComponent, shorten, wireLength, type NameRules } from './mailbox-name.ts';
import type { SourceNode } from './source-tree.ts';

/** A node's place and what was done to get there, its parents' changes included. */
export interface Settled {
  readonly place: Place;
  readonly reasons: readonly RenameReason[];
  /** Whether the person chose the place, or one above it. */
  readonly chosen: boolean;
}

/** What a node would like to be called. */
export interface Wish {
  readonly parent: Place;
  readonly component: string;
  /** Whether it is another one than was asked for. */
  readonly changed: boolean;
  readonly reasons: readonly RenameReason[];
  readonly chosen: boolean;
}

/** A mapping in the making. */
export interface Mapping {
  readonly names: DestinationNames;
  readonly rules: NameRules;
  /** Whether the person wants everything below one mailbox; then INBOX and roles mean nothing. */
  readonly gathered: boolean;
  /** What everything is below that has no other place: the top, or the one mailbox the person chose. */
  readonly base: Settled;
  readonly settled: Map<SourceNode, Settled>;
  /** For each wish that was gone, the last number given, so that thousands of equal names take no square of time. */
  readonly numbers: Map<string, number>;
  /** Mailboxes that go along with another one, which itself does not. */
  readonly merges: ReadonlyMap<SourceNode, SourceNode>;
  /** Those of them that need no place of their own. */
  readonly placeless: ReadonlySet<SourceNode>;
}

/** A cut name must still tell something. */
const LEAST_ROOM = 24;

/** The nearest the destination can come to a component below a place. @param original what a mark for a shortened name is made from */
export function wishBelow(
  { names, rules }: Pick<Mapping, 'names' | 'rules'>,
  base: Settled,
  asked: string,
  original: string,
): Wish {
  const fitted = fitComponent(asked, base.place === names.root, rules);
  const reasons = [...base.reasons, ...fitted.reasons];
  const { parent, skipped, reason } = placeWithRoom(names, rules, base.place);
  if (reason !== null) reasons.push(reason);
  const whole =
    skipped.length === 0 ? fitted.name : fitComponent([...skipped, fitted.name].join('-'), false, rules).name;
  const component = shorten(whole, original, roomBelow(names, rules, parent));
  if (component !== whole) reasons.push('too-long');
  return { parent, component, changed: component !== asked.normalize('NFC'), reasons, chosen: base.chosen };
}

/** Tries numbers behind a wish that is gone until one is granted. */
export function grantNumbered(
  { names, rules, numbers }: Mapping,
  wish: Wish,
  grant: (component: string, reasons: readonly RenameReason[]) => boolean,
): void {
  const room = roomBelow(names, rules, wish.parent);
  const wanted = names.below(wish.parent, wish.component);
  const [counter, reason] = [names.key(wanted), names.whyGone(wanted)];
  for (let number = (numbers.get(counter) ?? 1) + 1; ; number += 1) {
    const component = cutToFit(wish.component, room, ` (${String(number)})`);
    if (!grant(component, [reason])) continue;
    numbers.set(counter, number);
    return;
  }
}

/** A name that was granted. */
interface Granted {
  /** As spelled at the destination. */
  readonly name: string;
  /** As asked for. */
  readonly component: string;
  readonly reasons: readonly RenameReason[];
  /** Whether a mailbox may have the name as well. */
  readonly shares?: boolean;
}

/** Gives a node its name. */
export function settleAt({ names, settled }: Mapping, node: SourceNode, wish: Wish, granted: Granted): void {
  const { name, component, reasons, shares = false } = granted;
  if (shares) names.spell(name);
  else names.take(name);
  const spelling: readonly RenameReason[] = name === names.below(wish.parent, component) ? [] : ['collision'];
  settled.set(node, {
    place: { name, component, parent: wish.parent, depth: wish.parent.depth + 1 },
    reasons: [...wish.reasons, ...reasons, ...spelling],
    chosen: wish.chosen,
  });
}

/** Goes up until a name of some length fits below; what was passed becomes part of the name. */
function placeWithRoom(
  names: DestinationNames,
  rules: NameRules,
  base: Place,
): { parent: Place; skipped: readonly string[]; reason: RenameReason | null } {
  const skipped: string[] = [];
  let reason: RenameReason | null = null;
  let parent = base;
  while (parent.parent !== null) {
    const deep = parent.depth >= rules.limits.maxDepth || !names.canHold(parent);
    if (!deep && roomBelow(names, rules, parent) >= LEAST_ROOM) break;
    reason ??= deep ? 'too-deep' : 'too-long';
    skipped.unshift(parent.component);
    parent = parent.parent;
  }
  return { parent, skipped, reason };
}

function roomBelow(names: DestinationNames, { limits }: NameRules, parent: Place): number {
  return Math.min(limits.maxComponentBytes, limits.maxPathBytes - wireLength(names.below(parent, '')));
}
