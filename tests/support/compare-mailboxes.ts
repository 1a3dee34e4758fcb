import assert from 'node:assert/strict';
import type { RawAccount } from './raw-imap.ts';
import {
  snapshotAccount,
  type AccountSnapshot,
  type MailboxSnapshot,
  type MessageSnapshot,
} from './compare-snapshot.ts';

/** A message in a mailbox of the source, or for `extra` of the destination. */
export interface Found {
  readonly mailbox: string;
  readonly message: MessageSnapshot;
}

/** Two copies of one message that differ in something. */
export interface Pair {
  readonly mailbox: string;
  readonly source: MessageSnapshot;
  readonly destination: MessageSnapshot;
}

/** Everything that differs; all empty when the accounts are equal. */
export interface Differences {
  /** At the source more often than at the destination. */
  readonly missing: readonly Found[];
  /** At the destination more often than at the source, where it is too. */
  readonly doubled: readonly Found[];
  /** At the destination and not at all in the source mailbox. */
  readonly extra: readonly Found[];
  /** Guess among `missing` and `extra` (still listed there): one message, changed on its way. */
  readonly altered: readonly Pair[];
  readonly flagDiffers: readonly Pair[];
  readonly dateDiffers: readonly Pair[];
  /** Mailboxes whose common messages stand in another order, with the first position where they do. */
  readonly orderDiffers: readonly { readonly mailbox: string; readonly at: number }[];
  /** Source mailboxes that are not at the destination; their messages are in `missing` too. */
  readonly missingMailboxes: readonly string[];
  readonly missingSubscriptions: readonly string[];
  readonly extraSubscriptions: readonly string[];
  /** Messages looked at, at the source. */
  readonly compared: number;
}

/** From a source mailbox name as sent to the destination's; null leaves the mailbox out. */
export type NameMapping = (name: string) => string | null;

/** The mapping "same path": prefix and delimiter of the one side become those of the other. */
export function samePath(source: AccountSnapshot, destination: AccountSnapshot): NameMapping {
  return (name) => {
    if (name.toUpperCase() === 'INBOX') return name;
    const own = name.startsWith(source.prefix) ? name.slice(source.prefix.length) : name;
    const parts = source.delimiter === null ? [own] : own.split(source.delimiter);
    return destination.prefix + parts.join(destination.delimiter ?? '');
  };
}

type ByDigest = Map<string, MessageSnapshot[]>;

function byDigest(messages: readonly MessageSnapshot[]): ByDigest {
  const groups: ByDigest = new Map();
  for (const message of messages) {
    const group = groups.get(message.digest);
    if (group) group.push(message);
    else groups.set(message.digest, [message]);
  }
  return groups;
}

/** Equal messages may have different flags or dates: pairs them so that as few as possible differ. */
function pairUp(
  sources: readonly MessageSnapshot[],
  destinations: readonly MessageSnapshot[],
): [MessageSnapshot, MessageSnapshot][] {
  const left = [...destinations];
  const pairs: [MessageSnapshot, MessageSnapshot][] = [];
  const waiting = [...sources];
  const rules: ((a: MessageSnapshot, b: MessageSnapshot) => boolean)[] = [
    (a, b) => a.flags === b.flags && a.epoch === b.epoch,
    (a, b) => a.flags === b.flags || a.epoch === b.epoch,
    () => true,
  ];
  for (const rule of rules) {
    for (const source of [...waiting]) {
      const at = left.findIndex((candidate) => rule(source, candidate));
      const [destination] = at < 0 ? [] : left.splice(at, 1);
      if (!destination) continue;
      waiting.splice(waiting.indexOf(source), 1);
      pairs.push([source, destination]);
    }
  }
  return pairs;
}

function firstOrderDifference(source: readonly MessageSnapshot[], destination: readonly MessageSnapshot[]): number {
  const common = (these: readonly MessageSnapshot[], others: ByDigest): string[] => {
    const budget = new Map([...others].map(([digest, group]) => [digest, group.length]));
    return these.flatMap(({ digest }) => {
      const left = budget.get(digest) ?? 0;
      budget.set(digest, left - 1);
      return left > 0 ? [digest] : [];
    });
  };
  const theirs = common(destination, byDigest(source));
  return common(source, byDigest(destination)).findIndex((digest, at) => digest !== theirs[at]);
}

function findAltered(mailbox: string, missing: readonly Found[], extra: readonly Found[]): Pair[] {
  const left = extra.map((found) => found.message);
  return missing.flatMap(({ message: source }) => {
    const named = source.identity.trim() !== '';
    const at = left.findIndex(
      (candidate) => candidate.bodyDigest === source.bodyDigest || (named && candidate.identity === source.identity),
    );
    const [destination] = at < 0 ? [] : left.splice(at, 1);
    return destination ? [{ mailbox, source, destination }] : [];
  });
}

function compareMailbox(source: MailboxSnapshot, destination: MailboxSnapshot): Omit<Differences, keyof AccountWide> {
  const mailbox = source.name;
  const theirs = byDigest(destination.messages);
  const ours = byDigest(source.messages);
  const missing: Found[] = [];
  const doubled: Found[] = [];
  const pairs: Pair[] = [];
  for (const [digest, group] of ours) {
    const others = theirs.get(digest) ?? [];
    for (const message of group.slice(others.length)) missing.push({ mailbox, message });
    for (const message of others.slice(group.length)) doubled.push({ mailbox, message });
    for (const [from, to] of pairUp(group, others)) pairs.push({ mailbox, source: from, destination: to });
  }
  const extra = destination.messages.filter(({ digest }) => !ours.has(digest)).map((message) => ({ mailbox, message }));
  const at = firstOrderDifference(source.messages, destination.messages);
  return {
    missing,
    doubled,
    extra,
    altered: findAltered(mailbox, missing, extra),
    flagDiffers: pairs.filter((pair) => pair.source.flags !== pair.destination.flags),
    dateDiffers: pairs.filter((pair) => pair.source.epoch !== pair.destination.epoch),
    orderDiffers: at < 0 ? [] : [{ mailbox, at }],
  };
}

interface AccountWide {
  missingMailboxes: unknown;
  missingSubscriptions: unknown;
  extraSubscriptions: unknown;
  compared: unknown;
}

/** Compares two snapshots, mailbox by mailbox. Destination mailboxes that nothing maps to are looked at for `extra` too. */
export function compareSnapshots(
  source: AccountSnapshot,
  destination: AccountSnapshot,
  mapName: NameMapping = samePath(source, destination),
): Differences {
  const none = (name: string): MailboxSnapshot => ({ name, messages: [] });
  const mapped = [...source.mailboxes.values()].flatMap((mailbox) => {
    const name = mapName(mailbox.name);
    return name === null ? [] : [{ mailbox, name }];
  });
  const targets = new Set(mapped.map(({ name }) => name));
  const results = [
    ...mapped.map(({ mailbox, name }) => compareMailbox(mailbox, destination.mailboxes.get(name) ?? none(name))),
    ...[...destination.mailboxes.values()]
      .filter(({ name }) => !targets.has(name))
      .map((mailbox) => compareMailbox(none(mailbox.name), mailbox)),
  ];
  const subscriptions = new Set(source.subscriptions.flatMap((name) => mapName(name) ?? []));
  return {
    missing: results.flatMap((result) => result.missing),
    doubled: results.flatMap((result) => result.doubled),
    extra: results.flatMap((result) => result.extra),
    altered: results.flatMap((result) => result.altered),
    flagDiffers: results.flatMap((result) => result.flagDiffers),
    dateDiffers: results.flatMap((result) => result.dateDiffers),
    orderDiffers: results.flatMap((result) => result.orderDiffers),
    missingMailboxes: mapped.filter(({ name }) => !destination.mailboxes.has(name)).map(({ mailbox }) => mailbox.name),
    missingSubscriptions: [...subscriptions].filter((name) => !destination.subscriptions.includes(name)),
    extraSubscriptions: destination.subscriptions.filter((name) => !subscriptions.has(name)),
    compared: mapped.reduce((sum, { mailbox }) => sum + mailbox.messages.length, 0),
  };
}

/** Reads both accounts and compares them. */
export async function compareAccounts(from: RawAccount, to: RawAccount, mapName?: NameMapping): Promise<Differences> {
  const [source, destination] = await Promise.all([snapshotAccount(from), snapshotAccount(to)]);
  return compareSnapshots(source, destination, mapName ?? samePath(source, destination));
}

/** What one message is called in a failure. */
function told({ mailbox, message }: Found): string {
  return `${mailbox} UID ${String(message.uid)} (${String(message.size)} bytes, "${message.subject}")`;
}

/** Differences as lines for people, at most ten of each kind; empty when there are none. */
export function describeDifferences(differences: Differences): string[] {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}: ${String(lines.length)}`, ...lines.slice(0, 10).map((line) => `  ${line}`)];
  const pair = (part: 'flags' | 'epoch' | 'size') => (found: Pair) =>
    `${told({ mailbox: found.mailbox, message: found.source })}: ${part} ${String(found.source[part])} -> ${String(found.destination[part])}`;
  return [
    ...section('missing mailboxes', differences.missingMailboxes),
    ...section('missing', differences.missing.map(told)),
    ...section('doubled', differences.doubled.map(told)),
    ...section('extra', differences.extra.map(told)),
    ...section('altered (also in missing and extra)', differences.altered.map(pair('size'))),
    ...section('flags differ', differences.flagDiffers.map(pair('flags'))),
    ...section('dates differ', differences.dateDiffers.map(pair('epoch'))),
    ...section(
      'order differs',
      differences.orderDiffers.map(({ mailbox, at }) => `${mailbox} from position ${String(at)}`),
    ),
    ...section('missing subscriptions', differences.missingSubscriptions),
    ...section('extra subscriptions', differences.extraSubscriptions),
  ];
}

/** Fails with a readable list unless both accounts are equal. */
export async function assertSameMailboxes(from: RawAccount, to: RawAccount, mapName?: NameMapping): Promise<void> {
  const lines = describeDifferences(await compareAccounts(from, to, mapName));
  assert.equal(lines.length, 0, `the accounts differ\n${lines.join('\n')}`);
}
