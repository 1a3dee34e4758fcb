import type { AccountFacts, MailboxRole } from '../../../shared/model/mailbox.ts';
import type { RenameReason } from '../../../shared/model/plan.ts';
import { compareNames, foldName, isInbox } from './fold-name.ts';
import { isBelowInbox, splitName, type Namespace } from './mailbox-path.ts';
import { assignRoles, hasAttribute, isSelectable, isVirtual, markedRole } from './mailbox-role.ts';
import { limitsOf } from './name-limits.ts';

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
  /** Mailboxes that nothing may be sent to unless it is for the same or a person says so, with what they are for. */
  readonly #guardedNames = new Map<string, MailboxRole>([['INBOX', 'inbox']]);
  readonly #guardedKeys: Map<string, MailboxRole>;
  readonly #tellsApart: boolean;

  constructor(facts: AccountFacts) {
    const { namespace, mailboxes } = facts;
    this.#namespace = namespace;
    this.#tellsApart = limitsOf(facts).tellsApart;
    this.delimiter = namespace.delimiter === '' ? null : namespace.delimiter;
    this.#guardedKeys = new Map([[this.key('INBOX'), 'inbox']]);
    this.root = { name: namespace.prefix, component: '', parent: null, depth: isBelowInbox(namespace) ? 1 : 0 };
    this.inbox = { name: 'INBOX', component: 'INBOX', parent: this.root, depth: 1 };
    this.#byRole = new Map([...assignRoles(facts)].map(([name, role]) => [role, name]));
    this.#existing = new Set(mailboxes.filter((one) => isSelectable(one)).map((one) => one.name));
    this.#childless = new Set(mailboxes.filter((one) => hasAttribute(one, '\\noinferiors')).map((one) => one.name));
    this.inboxHoldsOthers =
      namespace.prefix === '' && this.delimiter !== null && ![...this.#childless].some((name) => isInbox(name));
    for (const name of [...this.#existing].sort(compareNames).reverse()) this.#spellings.set(this.key(name), name);
    // Mail of the person must not end up where the server deletes it by itself, nor where nothing can be put.
    for (const mailbox of mailboxes) {
      const role = markedRole(mailbox);
      if (isVirtual(role)) this.take(mailbox.name);
      if (role === 'junk' || role === 'trash' || (role && isVirtual(role))) this.#guard(mailbox.name, role);
    }
  }

  /** The destination's mailbox of a role, unless it is a view of others. */
  ofRole(role: MailboxRole): string | null {
    return isVirtual(role) ? null : (this.#byRole.get(role) ?? null);
  }

  /**
   * What two names have in common that the destination could take for one, or does: INBOX is one in any case (RFC 9051 5.1), and Unicode is
   * in its composed form in every name that is made here.
   */
  key(name: string): string {
    if (this.#tellsApart) return isInbox(name) ? 'INBOX' : name.normalize('NFC');
    const components = this.delimiter === null ? [name] : name.split(this.delimiter);
    return foldName(components.map((component) => component.trim()).join(this.delimiter ?? ''));
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
    this.#takenKeys.add(this.key(name));
    this.spell(name);
  }

  /** Has everything that comes to the same name spelled like this, unless the destination spells it already. */
  spell(name: string): void {
    const key = this.key(name);
    if (!this.#spellings.has(key)) this.#spellings.set(key, name);
  }

  /**
   * The name under which a wish can be had, and which {@link take} then gives away; null when it is gone. A mailbox that is there already
   * is had as it is spelled there; two that differ only by case are both had when both are there, since that server tells them apart.
   * @param role what the mailbox is for by itself: spam may go where spam is
   */
  available(wish: string, role: MailboxRole | null = null): string | null {
    return this.isKept(wish, role) ? null : this.choose(wish);
  }

  /** Whether a name is that of INBOX, of what the server empties by itself or of a view, and the wish of something else. */
  isKept(wish: string, role: MailboxRole | null): boolean {
    const guard = this.#guardOf(wish);
    return guard !== null && (guard !== role || (role !== 'junk' && role !== 'trash'));
  }

  /** Like {@link available}, for a person who may choose the destination's INBOX, spam and trash as well. */
  choose(wish: string): string | null {
    if (this.#existing.has(wish)) return this.#takenNames.has(wish) ? null : wish;
    return this.#takenKeys.has(this.key(wish)) ? null : this.spelled(wish);
  }

  /** Why a wish cannot be had. */
  whyGone(wish: string): RenameReason {
    if (this.#takenNames.has(wish)) return 'taken';
    return this.#takenKeys.has(this.key(wish)) || this.#guardOf(wish) === null ? 'collision' : 'reserved-name';
  }

  /** A name as the destination spells it already, if it does. */
  spelled(name: string): string {
    return this.#existing.has(name) ? name : (this.#spellings.get(this.key(name)) ?? name);
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

  #guard(name: string, role: MailboxRole): void {
    this.#guardedNames.set(name, role);
    this.#guardedKeys.set(this.key(name), role);
  }

  #guardOf(wish: string): MailboxRole | null {
    const guard = this.#existing.has(wish) ? this.#guardedNames.get(wish) : this.#guardedKeys.get(this.key(wish));
    return guard ?? null;
  }
}
