import type { ServerContext } from './session.ts';
import type { StoredMailbox } from './stored-mailbox.ts';

/** A name LIST can show: a mailbox, or only a parent of some. */
export interface TreeNode {
  readonly name: string;
  readonly mailbox: StoredMailbox | undefined;
  readonly hasChildren: boolean;
}

/** All names in order, parents that were never made included. */
export function mailboxTree({ store, rules }: ServerContext): TreeNode[] {
  const made = new Map(store.mailboxes.map((mailbox) => [mailbox.name, mailbox]));
  const parents = new Set([...made.keys()].flatMap((name) => parentsOf(name, rules.delimiter)));
  const prefixParents = new Set(parentsOf(rules.prefix, rules.delimiter));
  const names = new Set([...made.keys(), ...[...parents].filter((name) => made.has(name) || !prefixParents.has(name))]);
  return [...names].toSorted(byName).map((name) => ({
    name,
    mailbox: made.get(name),
    hasChildren: parents.has(name),
  }));
}

/** Names above this one, nearest last. */
export function parentsOf(name: string, delimiter: string | null): string[] {
  if (delimiter === null) return [];
  const components = name.split(delimiter);
  return components.slice(1).map((_, index) => components.slice(0, index + 1).join(delimiter));
}

function byName(a: string, b: string): number {
  if (a === 'INBOX' || b === 'INBOX') return a === b ? 0 : a === 'INBOX' ? -1 : 1;
  return a < b ? -1 : 1;
}
