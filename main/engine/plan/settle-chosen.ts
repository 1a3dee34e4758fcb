import type { DestinationNames, Place } from './destination-names.ts';
import { compareNames, isInbox } from './fold-name.ts';
import type { NameRules } from './mailbox-name.ts';
import { grantNumbered, settleAt, wishBelow, type Mapping, type Settled, type Wish } from './mapping.ts';
import type { SourceNode, SourceTree } from './source-tree.ts';

/**
 * Places the mailboxes whose destination the person chose, unless an earlier run has placed them. A name that is gone gets a number,
 * one that cannot be is mended like any other.
 * @param chosen full destination names by source name
 * @param inboxIsFree whether the source's INBOX goes elsewhere, so that another one may go there
 */
export function settleChosen(
  mapping: Mapping,
  tree: SourceTree,
  chosen: ReadonlyMap<string, string>,
  inboxIsFree: boolean,
): void {
  // INBOX first: nobody else can have the mailbox it chose to stay in. The rest in an order that no listing decides.
  const { settled, placeless } = mapping;
  const nodes = [...tree.byName].filter(
    ([name, node]) => chosen.has(name) && !settled.has(node) && !placeless.has(node),
  );
  nodes.sort(
    ([one, oneNode], [other, otherNode]) =>
      Number(otherNode.role === 'inbox') - Number(oneNode.role === 'inbox') || compareNames(one, other),
  );
  for (const [name, node] of nodes) {
    settleOne(mapping, node, chosen.get(name) ?? '', inboxIsFree || node.role === 'inbox');
  }
}

function settleOne(mapping: Mapping, node: SourceNode, chosen: string, mayBeInbox: boolean): void {
  const { names, settled } = mapping;
  const inbox = isInbox(chosen) && mayBeInbox ? names.choose('INBOX') : null;
  const existing = inbox ?? (names.exists(chosen) && !isInbox(chosen) ? names.choose(chosen) : null);
  if (existing !== null) {
    names.take(existing);
    settled.set(node, { place: placeOf(names, existing), reasons: [], chosen: true });
    return;
  }
  const wish = wishFor(mapping, chosen);
  const grant = (component: string, reasons: Wish['reasons']): boolean => {
    const name = names.choose(names.below(wish.parent, component));
    if (name === null) return false;
    settleAt(mapping, node, wish, { name, component, reasons });
    return true;
  };
  if (!grant(wish.component, [])) grantNumbered(mapping, wish, grant);
}

/** The place of a name that stands as it is. */
export function placeOf(names: DestinationNames, name: string): Place {
  if (name === 'INBOX') return names.inbox;
  const [last = name, ...above] = (names.delimiter === null ? [name] : name.split(names.delimiter)).reverse();
  return { name, component: last, parent: names.root, depth: above.length + 1 };
}

/** The mailbox below which everything goes; never one that the server empties by itself, nor a view of others. */
export function placeUnder(names: DestinationNames, rules: NameRules, chosen: string): Settled {
  if (isInbox(chosen)) return { place: names.inboxHoldsOthers ? names.inbox : names.root, reasons: [], chosen: true };
  const wish = wishFor({ names, rules }, chosen);
  const { parent } = wish;
  for (let number = 1; ; number += 1) {
    const component = number === 1 ? wish.component : `${wish.component} (${String(number)})`;
    const name = names.spelled(names.below(parent, component));
    if (names.isGuarded(name)) continue;
    return { place: { name, component, parent, depth: parent.depth + 1 }, reasons: wish.reasons, chosen: true };
  }
}

/** Takes a chosen name apart and fits each part; empty parts mean nothing on any server. */
function wishFor(mapping: Pick<Mapping, 'names' | 'rules'>, chosen: string): Wish {
  const { names } = mapping;
  const { components, belowInbox } = names.takeApart(chosen);
  const [last = '', ...above] = components.filter((component) => component !== '').reverse();
  const below = belowInbox && names.inboxHoldsOthers;
  let base: Settled = {
    place: below ? names.inbox : names.root,
    reasons: belowInbox && !below ? ['too-deep'] : [],
    chosen: true,
  };
  for (const component of above.reverse()) {
    const { parent, component: fitted, reasons } = wishBelow(mapping, base, component, chosen);
    const asked = names.below(parent, fitted);
    const name = names.spelled(asked);
    base = {
      place: { name, component: fitted, parent, depth: parent.depth + 1 },
      reasons: name === asked ? reasons : [...reasons, 'collision'],
      chosen: true,
    };
  }
  return wishBelow(mapping, base, last, chosen);
}
