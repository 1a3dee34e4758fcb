import type { AccountFacts } from '../../../shared/model/mailbox.ts';
import { DestinationNames } from './destination-names.ts';
import { compareNames } from './fold-name.ts';
import { fitComponent, type NameRules } from './mailbox-name.ts';
import { isVirtual, markedRole } from './mailbox-role.ts';
import { limitsOf } from './name-limits.ts';
import { holdsMessages, isInboxLevel, pathKey, type SourceNode, type SourceTree } from './source-tree.ts';

/** Which names at the destination are the source's own: those that its mailboxes have there when nothing stands in their way. */
export class OwnNames {
  readonly #names: DestinationNames;
  readonly #rules: NameRules;
  readonly #found = new Map<SourceNode, string>();
  /** Those that have one name, in the order in which they get it. */
  readonly #sharing = new Map<string, SourceNode[]>();
  /** Whose each name is as it is spelled. */
  readonly #exact = new Map<string, SourceNode>();
  /** Whose each name is otherwise, with its number. */
  readonly #expected = new Map<string, SourceNode>();
  /** Names of what only holds others: they take no name away from a mailbox. */
  readonly #mere = new Set<string>();

  constructor(tree: SourceTree, destination: AccountFacts) {
    this.#names = new DestinationNames(destination);
    this.#rules = { delimiter: this.#names.delimiter, limits: limitsOf(destination) };
    const nodes = tree.levels.flatMap((level) => level.toSorted(inOrder));
    for (const node of [...nodes.filter(comesFirst), ...nodes.filter((one) => !comesFirst(one))]) {
      if (holdsMessages(node)) this.#enter(node);
      else if (node.holdsOthers) this.#mere.add(this.#keyOf(node));
    }
  }

  #enter(node: SourceNode): void {
    const key = this.#keyOf(node);
    const sharing = this.#sharing.get(key) ?? [];
    if (sharing.push(node) === 1) this.#sharing.set(key, sharing);
    const expected = this.#names.key(withNumber(this.#nameOf(node), sharing.length));
    if (!this.#expected.has(expected)) this.#expected.set(expected, node);
    if (!this.#exact.has(this.#nameOf(node))) this.#exact.set(this.#nameOf(node), node);
  }

  /** Whether a name at the destination is the own one of some source mailbox, or of what only holds others. */
  has(name: string): boolean {
    return this.holdsMessages(name) || this.#mere.has(this.#names.key(name));
  }

  /** Whether it is that of a source mailbox that can hold messages. */
  holdsMessages(name: string): boolean {
    return this.#expected.has(this.#names.key(name));
  }

  isOwn(node: SourceNode, name: string): boolean {
    return (this.#exact.get(name) ?? this.#expected.get(this.#names.key(name))) === node;
  }

  /** How many others have the same own name and get it first: the mailbox then has a number. */
  before(node: SourceNode): number {
    return this.#sharing.get(this.#keyOf(node))?.indexOf(node) ?? 0;
  }

  /** Whether the destination has a mailbox for a mailbox's own name, and for each other one that has the same. */
  isThere(node: SourceNode): boolean {
    const own = this.#nameOf(node);
    const sharing = this.#sharing.get(this.#keyOf(node)) ?? [];
    return sharing.every((_, index) => this.#exists(withNumber(own, index + 1)));
  }

  /** Whether the destination has mailboxes for all that have a name as their own, and one more: an earlier run sent another one there. */
  hasOneMore(name: string): boolean {
    const sharing = this.#sharing.get(this.#names.key(name));
    return sharing !== undefined && this.#exists(withNumber(name, sharing.length + 1));
  }

  #exists(name: string): boolean {
    return this.#names.exists(this.#names.spelled(name));
  }

  #keyOf(node: SourceNode): string {
    return this.#names.key(this.#nameOf(node));
  }

  #nameOf(node: SourceNode): string {
    const known = this.#found.get(node);
    if (known !== undefined) return known;
    const { parent } = node;
    const above = parent === null ? null : isInboxLevel(parent) ? this.#belowInbox() : this.#nameOf(parent);
    const { root, delimiter } = this.#names;
    const atTop = above === null || above === root.name;
    const { name } = fitComponent(node.component, atTop, this.#rules);
    const own = atTop ? root.name + name : `${above}${delimiter ?? '-'}${name}`;
    this.#found.set(node, own);
    return own;
  }

  #belowInbox(): string {
    const { inboxHoldsOthers, inbox, root } = this.#names;
    return inboxHoldsOthers ? inbox.name : root.name;
  }
}

/** A name that others have as well; see grantNumbered. */
function withNumber(name: string, number: number): string {
  return number === 1 ? name : `${name} (${String(number)})`;
}

/**
 * Whether a mailbox has its name before others that have the same: the source marks what it is for. Whoever marks by name what this move
 * makes then marks that one.
 */
export function comesFirst({ mailbox, spoken, parent }: SourceNode): boolean {
  const isMarked = mailbox !== null && spoken !== null && markedRole(mailbox) === spoken;
  return isMarked && !isVirtual(spoken) && (parent === null || isInboxLevel(parent));
}

function inOrder(one: SourceNode, other: SourceNode): number {
  return compareNames(pathKey(one), pathKey(other)) || compareNames(one.mailbox?.name ?? '', other.mailbox?.name ?? '');
}
