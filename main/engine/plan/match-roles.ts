import type { AccountFacts, ListedMailbox, MailboxRole } from '../../../shared/model/mailbox.ts';
import { compareNames } from './fold-name.ts';
import { assignRoles, isSelectable, isVirtual, markedRole, roleOf } from './mailbox-role.ts';
import { splitName } from './mailbox-path.ts';
import { OwnNames } from './own-names.ts';
import { pathKey, speaksOf, type SourceNode, type SourceTree } from './source-tree.ts';

/** Which mailboxes have which roles. */
export interface MatchedRoles {
  /** Of each role, the one source mailbox that has it. */
  readonly held: ReadonlyMap<SourceNode, MailboxRole>;
  /** Full names of the destination's mailboxes that source mailboxes go to because both are for the same. */
  readonly places: ReadonlyMap<SourceNode, string>;
}

/** What this move has settled or been told already. */
export interface RoleFacts {
  /** Source to destination names of earlier runs. */
  readonly known: ReadonlyMap<string, string>;
  /** Source to destination names the person chose. */
  readonly chosen: ReadonlyMap<string, string>;
}

/**
 * Gives each role that several source mailboxes speak of to one of them, and finds the destination's mailbox for it; all others are
 * mailboxes like any other, and keep their names. An attribute counts more than a name, then whose name the destination's mailbox has, then
 * the number of messages.
 *
 * A run that lost its journal must come to the same. It meets a destination that has the names the first run made, some of them marked by
 * the server since it gives roles by name; and the source has new messages. So a mailbox there whose name is the source's own says nothing
 * while another one can, and a source mailbox whose own name is there has had its place.
 */
export function matchRoles(tree: SourceTree, destination: AccountFacts, facts: RoleFacts): MatchedRoles {
  const own = new OwnNames(tree, destination);
  const levels = tree.levels.flat();
  const held = new Map<SourceNode, MailboxRole>();
  const places = new Map<SourceNode, string>();
  for (const [role, candidates] of candidatesByRole(tree)) {
    const rivals = levels.filter((node) => speaksOf(node) === role).length;
    const place = placeOfRole(role, { destination, own, facts, rivals });
    const rank = ranking(role, { destination, own, facts, place });
    const [holder] = candidates.toSorted((one, other) => compareRanks(rank(one), rank(other)));
    if (holder === undefined) continue;
    held.set(holder, role);
    if (place !== null && !isApart(holder, place, own, destination)) places.set(holder, place);
  }
  return { held, places };
}

function candidatesByRole(tree: SourceTree): ReadonlyMap<MailboxRole, SourceNode[]> {
  const byRole = new Map<MailboxRole, SourceNode[]>();
  for (const node of tree.byName.values()) {
    if (node.spoken !== null) byRole.set(node.spoken, [...(byRole.get(node.spoken) ?? []), node]);
  }
  return byRole;
}

/**
 * Whether a holder keeps its own name although the destination has a mailbox of its role: that one has the name of another source mailbox,
 * and both names are there, as after a run that found none of them. Or the holder is spam or trash, which usually stays behind, and the
 * other one seems to have come along alone.
 */
function isApart(holder: SourceNode, place: string, own: OwnNames, { mailboxes }: AccountFacts): boolean {
  if (!own.holdsMessages(place) || own.isOwn(holder, place)) return false;
  if (own.isThere(holder)) return true;
  const isFilled = mailboxes.some(({ name, status }) => name === place && status?.messages !== 0);
  return stays(holder.spoken) && isFilled && !own.hasOneMore(place);
}

/** What is left behind unless it is asked for. */
function stays(role: MailboxRole | null): boolean {
  return role === 'junk' || role === 'trash';
}

interface PlaceFacts {
  readonly destination: AccountFacts;
  readonly own: OwnNames;
  readonly facts: RoleFacts;
  /** How many levels of the source speak of the role. */
  readonly rivals: number;
}

/** The destination's mailbox of a role: one that the server marks, or one that this move itself cannot have made. */
function placeOfRole(role: MailboxRole, { destination, own, facts, rivals }: PlaceFacts): string | null {
  if (role === 'inbox') return 'INBOX';
  if (isVirtual(role)) return null;
  const { mailboxes, namespace, capabilities } = destination;
  const given = new Set([...facts.known.values(), ...facts.chosen.values()]);
  const isOurs = ({ name }: ListedMailbox): boolean => given.has(name) || own.has(name);
  // Where another one went there, whose name it is has a number.
  const rank = (one: ListedMailbox): number => (!isOurs(one) ? 0 : own.hasOneMore(one.name) ? 1 : 2);
  const depth = (mailbox: ListedMailbox): number => splitName(mailbox, namespace).components.length;
  const ofRole = mailboxes
    .filter((mailbox) => isSelectable(mailbox) && roleOf(mailbox, namespace) === role)
    .sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other) || compareNames(one.name, other.name));
  const marked = ofRole.find((mailbox) => markedRole(mailbox) !== null);
  if (marked) return marked.name;
  // Such a server will perhaps mark by name what this move makes: then nobody could tell which of them was there first.
  if (capabilities.has('SPECIAL-USE') && rivals > 1) return null;
  return ofRole.find((one) => !isOurs(one))?.name ?? null;
}

/** What makes a mailbox the holder of a role before others, what counts most first; the least is first. */
type Rank = readonly [...number[], string, string];

function ranking(
  role: MailboxRole,
  { destination, own, facts, place }: Omit<PlaceFacts, 'rivals'> & { readonly place: string | null },
): (node: SourceNode) => Rank {
  const theirs = place ?? guessedPlace(role, destination);
  return (node) => {
    const { mailbox } = node;
    const name = mailbox?.name ?? '';
    const isMarked = role === 'inbox' ? name === 'INBOX' : mailbox !== null && markedRole(mailbox) !== null;
    const begun = begunAs(node, place, own, facts);
    const isTheirs = theirs !== null && own.isOwn(node, theirs);
    const hasPlace = own.isThere(node);
    const messages = isTheirs || hasPlace ? 0 : (mailbox?.status?.messages ?? -1);
    const most = [Number(!isMarked), begun, Number(!isTheirs), own.before(node), Number(hasPlace), -messages] as const;
    return [...most, node.depth, pathKey(node), name];
  };
}

/**
 * The destination's mailbox of a role, be it one that this move itself has made: it has its name then, whoever has the role. But spam or
 * trash with mail in it may have come from a mailbox that did not have the role, while the one that has it was left behind.
 */
function guessedPlace(role: MailboxRole, { mailboxes, namespace }: AccountFacts): string | null {
  const name = [...assignRoles({ mailboxes, namespace })].find(([, one]) => one === role)?.[0] ?? null;
  if (!stays(role)) return name;
  return mailboxes.some((one) => one.name === name && one.status?.messages === 0) ? name : null;
}

/** 0 for what an earlier run of this journal sent to the place of the role; 2 for what it sent elsewhere, so that 1 was perhaps left out as its holder. */
function begunAs(node: SourceNode, place: string | null, own: OwnNames, { known }: RoleFacts): number {
  const name = known.get(node.mailbox?.name ?? '');
  if (name === undefined) return 1;
  return name === place && !own.isOwn(node, name) ? 0 : 2;
}

function compareRanks(one: Rank, other: Rank): number {
  for (const [index, value] of one.entries()) {
    const against = other[index];
    if (against !== undefined && value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
