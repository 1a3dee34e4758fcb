import type { AccountFacts, MailboxRole } from '../../../shared/model/mailbox.ts';
import { compareNames, foldName, isInbox } from './fold-name.ts';
import { isBelowInbox, splitName, type Namespace } from './mailbox-path.ts';
import { assignRoles, hasAttribute, isSelectable, isVirtual, markedRole, roleByPath } from './mailbox-role.ts';

/** A name at the destination: what it is, and what it is below. */
export interface Place {
  readonly name: string;
  readonly component: string;
  readonly parent: Place | null;
  readonly depth: number;
}

/** The destination's names: those it has, and those given away so far. */
export class DestinationNames {
  readonly delimiter: string | null;
  readonly root: Place;
  readonly inbox: Place;
  /** Whether what is below INBOX at the source can be below INBOX here. */
  readonly inboxHoldsOthers: boolean;
  readonly #namespace: Namespace;
  readonly #byRole: ReadonlyMap<MailboxRole, string>;
  readonly #existing: ReadonlySet<string>;
  readonly #spellings = new Map<string, string>();
  readonly #childless: ReadonlySet<string>;
  readonly #takenNames = new Set<string>();
  readonly #takenKeys = new Set<string>();
  /** Mailboxes that nothing may be sent to unless it has their role or a person says so. */
  readonly #guardedNames = new Set<string>(['INBOX']);
  readonly #guardedKeys = new Set<string>([foldName('INBOX')]);

  constructor(facts: AccountFacts) {
    const { namespace, mailboxes } = facts;
    this.#namespace = namespace;
    this.delimiter = namespace.delimiter === '' ? null : namespace.delimiter;
    this.root = { name: namespace.prefix, component: '', parent: null, depth: isBelowInbox(namespace) ? 1 : 0 };
    this.inbox = { name: 'INBOX', component: 'INBOX', parent: this.root, depth: 1 };
    this.#byRole = new Map([...assignRoles(facts)].map(([name, role]) => [role, name]));
    this.#existing = new Set(mailboxes.filter((one) => isSelectable(one)).map((one) => one.name));
    this.#childless = new Set(mailboxes.filter((one) => hasAttribute(one, '\\noinferiors')).map((one) => one.name));
    this.inboxHoldsOthers =
      namespace.prefix === '' && this.delimiter !== null && ![...this.#childless].some((name) => isInbox(name));
    for (const name of [...this.#existing].sort(compareNames).reverse()) this.#spellings.set(foldName(name), name);
    // Mail of the person must not end up where the server deletes it by itself, nor where nothing can be put.
    for (const mailbox of mailboxes) {
      const role = markedRole(mailbox);
      if (isVirtual(role)) this.take(mailbox.name);
      if (role === 'junk' || role === 'trash' || isVirtual(role)) this.#guard(mailbox.name);
    }
  }

  /** The destination's mailbox of a role, unless it is a view of others. */
  ofRole(role: MailboxRole): string | null {
    return isVirtual(role) ? null : (this.#byRole.get(role) ?? null);
  }

  /** The role that a server or mail program would guess from a name. */
  roleSpokenBy(name: string): MailboxRole | null {
    return roleByPath({ name, delimiter: this.delimiter }, this.#namespace);
  }

  exists(name: string): boolean {
    return isInbox(name) || this.#existing.has(name);
  }

  /** Whether a mailbox can be created below this place. */
  canHold(place: Place): boolean {
    return place === this.root || (this.delimiter !== null && !this.#childless.has(place.name));
  }

  /** The full name of a component below a place. */
  below(parent: Place, component: string): string {
    return parent === this.root ? parent.name + component : parent.name + (this.delimiter ?? '') + component;
  }

  /** Gives a name away. */
  take(name: string): void {
    this.#takenNames.add(name);
    this.#takenKeys.add(foldName(name));
  }

  /**
   * The name under which a wish can be had, and which {@link take} then gives away; null when it is gone. A mailbox that is there already
   * is had as it is spelled there; two that differ only by case are both had when both are there, since that server tells them apart.
   */
  available(wish: string): string | null {
    const guarded = this.#existing.has(wish) ? this.#guardedNames.has(wish) : this.#guardedKeys.has(foldName(wish));
    return guarded ? null : this.choose(wish);
  }

  /** Like {@link available}, for a person who may choose the destination's INBOX, spam and trash as well. */
  choose(wish: string): string | null {
    if (this.#existing.has(wish)) return this.#takenNames.has(wish) ? null : wish;
    return this.#takenKeys.has(foldName(wish)) ? null : this.spelled(wish);
  }

  /** A name as the destination spells it already, if it does. */
  spelled(name: string): string {
    return this.#existing.has(name) ? name : (this.#spellings.get(foldName(name)) ?? name);
  }

  /** Whether nobody was sent to a mailbox so far. */
  isFree(name: string): boolean {
    return !this.#takenNames.has(name);
  }

  /** Whether a mailbox is INBOX, emptied by the server itself, or only a view of others. */
  isGuarded(name: string): boolean {
    return this.#guardedNames.has(name);
  }

  /** Takes a full name apart; below INBOX the first part is left out. Without the prefix, it is understood to be below it. */
  takeApart(name: string): { readonly components: readonly string[]; readonly belowInbox: boolean } {
    const { components } = splitName({ name, delimiter: this.delimiter }, this.#namespace);
    const belowInbox = components.length > 1 && components[0] === 'INBOX';
    return { components: belowInbox ? components.slice(1) : components, belowInbox };
  }

  #guard(name: string): void {
    this.#guardedNames.add(name);
    this.#guardedKeys.add(foldName(name));
  }
}
