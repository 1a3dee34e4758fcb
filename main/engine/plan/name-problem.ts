import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import { DestinationNames } from './destination-names.ts';
import { isInbox } from './fold-name.ts';
import { fitComponent, wireLength, type NameRules } from './mailbox-name.ts';
import { hasAttribute, isSelectable, isVirtual, markedRole } from './mailbox-role.ts';
import { limitsOf } from './name-limits.ts';

/** Why a name that a person types for a destination mailbox would not stay as it is. */
export type NameProblem =
  | 'empty'
  | 'reserved-characters' // also a part between two delimiters that is empty
  | 'reserved-name'
  | 'too-long'
  | 'too-deep'
  | 'taken' // by another of the plan, or but for case and accents
  | 'cannot-hold'; // a view of other mailboxes, one that holds no messages, or below one that holds no others

/**
 * Looks at a full name before it becomes a decision; null when the plan will take it as it is, or as the destination spells it already.
 * @param others full destination names of all other source mailboxes
 */
export function nameProblem(name: string, destination: AccountFacts, others: readonly string[]): NameProblem | null {
  if (name.trim() === '') return 'empty';
  const names = new DestinationNames(destination);
  const existing = destination.mailboxes.find((mailbox) => mailbox.name === name);
  if (existing && (!isSelectable(existing) || isVirtual(markedRole(existing)))) return 'cannot-hold';
  if (nameHolder(name, destination, others) !== null) return 'taken';
  const full = existing || isInbox(name) ? name : withPrefix(name, names);
  if (existing || isInbox(name)) return null;
  const rules = { delimiter: names.delimiter, limits: limitsOf(destination) };
  return shapeProblem(full, names, rules) ?? (hasRoomAbove(full, destination, names) ? null : 'cannot-hold');
}

/** Which of the others has a name already, or one that a server could take for it; null when none has. */
export function nameHolder(name: string, destination: AccountFacts, others: readonly string[]): string | null {
  const listed = (one: string): boolean => destination.mailboxes.some((mailbox) => mailbox.name === one);
  const names = new DestinationNames(destination);
  const full = listed(name) || isInbox(name) ? name : withPrefix(name, names);
  const key = names.key(full);
  // Two spellings the destination already has side by side, it tells apart; but INBOX is one mailbox in any case.
  const there = (one: string): boolean => !isInbox(one) && listed(one);
  const isSame = (other: string): boolean =>
    other === full || (names.key(other) === key && !(there(full) && there(other)));
  return others.find((other) => isSame(other)) ?? null;
}

function withPrefix(name: string, names: DestinationNames): string {
  const { components, belowInbox } = names.takeApart(name);
  const top = belowInbox ? ['INBOX', ...components] : components;
  return names.root.name + top.join(names.delimiter ?? '');
}

function shapeProblem(name: string, names: DestinationNames, rules: NameRules): NameProblem | null {
  const { components, belowInbox } = names.takeApart(name);
  const problem = components
    .map((component, index) => componentProblem(component, index === 0 && !belowInbox, rules))
    .find((one) => one !== null);
  if (problem !== undefined) return problem;
  if (wireLength(name) > rules.limits.maxPathBytes) return 'too-long';
  const depth = components.length + (belowInbox ? names.inbox.depth : names.root.depth);
  return depth > rules.limits.maxDepth ? 'too-deep' : null;
}

function componentProblem(component: string, atTop: boolean, rules: NameRules): NameProblem | null {
  const { name, reasons } = fitComponent(component, atTop, rules);
  if (name === component.normalize('NFC')) return null;
  const known: readonly NameProblem[] = ['reserved-characters', 'reserved-name', 'too-long'];
  return known.find((problem) => reasons.some((reason) => reason === problem)) ?? 'reserved-characters';
}

/** Whether every mailbox above, as far as it exists, can hold others. */
function hasRoomAbove(name: string, { mailboxes }: AccountFacts, names: DestinationNames): boolean {
  const { belowInbox } = names.takeApart(name);
  if (belowInbox && !names.inboxHoldsOthers) return false;
  const { delimiter } = names;
  if (delimiter === null) return true;
  return !mailboxes.some((one) => hasAttribute(one, '\\noinferiors') && name.startsWith(one.name + delimiter));
}
