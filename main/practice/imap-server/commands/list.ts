import { decodeModifiedUtf7 } from '../../../../shared/modified-utf7.ts';
import { matcherFor } from '../mailbox-pattern.ts';
import { nameToWire } from '../mailbox-name.ts';
import { mailboxTree, type TreeNode } from '../mailbox-tree.ts';
import { bad, ok, type Outcome } from '../outcome.ts';
import { quoteOrNil } from '../quoting.ts';
import type { Session } from '../session.ts';
import { keywordOf, listOf, stringOf, type Value } from '../values.ts';
import { statusResponse } from './status.ts';

/** What an extended LIST (RFC 5258, RFC 5819, RFC 6154) selects and returns. */
interface ListOptions {
  readonly patterns: readonly string[];
  readonly select: ReadonlySet<string>;
  readonly returns: ReadonlySet<string>;
  readonly status: readonly Value[] | null;
}

const SELECTS = ['SUBSCRIBED', 'REMOTE', 'RECURSIVEMATCH', 'SPECIAL-USE'];
const RETURNS = ['SUBSCRIBED', 'CHILDREN', 'SPECIAL-USE'];

/** LIST, plain and extended. */
export async function list(session: Session, args: readonly Value[]): Promise<Outcome> {
  const options = parseOptions(session, args);
  const { delimiter } = session.context.rules;
  if (options.patterns.length === 1 && options.patterns[0] === '') {
    await session.untagged(`LIST (\\NoSelect) ${quoteOrNil(delimiter)} ""`);
    return ok('LIST completed');
  }
  const matchers = options.patterns.map((pattern) => matcherFor(pattern, delimiter));
  for (const node of nodesFor(session, options)) {
    if (!matchers.some((matches) => matches(node.name))) continue;
    const attributes = attributesOf(session, node, options);
    const name = nameToWire(session, node.name);
    await session.untagged(`LIST (${attributes.join(' ')}) ${quoteOrNil(delimiter)} ${name}`);
    if (options.status !== null && node.mailbox !== undefined) {
      await session.untagged(statusResponse(session, node.mailbox, options.status));
    }
  }
  return ok('LIST completed');
}

/** The names the selection options let through; subscribed names may be without a mailbox. */
function nodesFor(session: Session, options: ListOptions): TreeNode[] {
  const { context } = session;
  const { subscriptions } = context.store;
  const nodes = mailboxTree(context);
  const used = options.select.has('SPECIAL-USE')
    ? nodes.filter((node) => (node.mailbox?.specialUse.length ?? 0) > 0)
    : nodes;
  if (!options.select.has('SUBSCRIBED')) return used;
  const known = new Set(nodes.map((node) => node.name));
  const orphans = [...subscriptions].filter((name) => !known.has(name));
  return [
    ...used.filter((node) => subscriptions.has(node.name)),
    ...orphans.map((name) => ({ name, mailbox: undefined, hasChildren: false })),
  ];
}

function attributesOf(session: Session, node: TreeNode, options: ListOptions): string[] {
  const { features, store } = session.context;
  const showUse =
    features.specialUse && (!features.listExtended || options.returns.has('SPECIAL-USE') || isPlain(options));
  const exists = node.mailbox !== undefined || node.hasChildren;
  const showSubscribed = options.select.has('SUBSCRIBED') || options.returns.has('SUBSCRIBED');
  return [
    ...(node.mailbox === undefined ? [exists ? '\\NoSelect' : '\\NonExistent'] : []),
    node.hasChildren ? '\\HasChildren' : '\\HasNoChildren',
    ...(showSubscribed && store.subscriptions.has(node.name) ? ['\\Subscribed'] : []),
    ...(showUse || options.select.has('SPECIAL-USE') ? (node.mailbox?.specialUse ?? []) : []),
  ];
}

function isPlain(options: ListOptions): boolean {
  return options.select.size === 0 && options.returns.size === 0;
}

function parseOptions(session: Session, args: readonly Value[]): ListOptions {
  let rest = args;
  const select = rest[0]?.kind === 'list' ? parseNames(session, rest[0].items, SELECTS) : new Set<string>();
  if (rest[0]?.kind === 'list') rest = rest.slice(1);
  const reference = patternOf(session, rest[0]);
  const patterns = rest[1]?.kind === 'list' ? rest[1].items : rest.slice(1, 2);
  if (patterns.length === 0) throw bad('Pattern expected');
  const extended = rest.length > 2 || rest[1]?.kind === 'list';
  if (extended && !session.context.features.listExtended) throw bad('Extended LIST is not offered');
  if (rest.length > 2 && (rest.length !== 4 || keywordOf(rest[2]) !== 'RETURN')) throw bad('RETURN expected');
  const { returns, status } = parseReturns(session, rest.length > 2 ? listOf(rest[3]) : []);
  const full = patterns.map((pattern) => {
    const text = patternOf(session, pattern);
    return text === '' ? '' : reference + text;
  });
  return { patterns: full, select, returns, status };
}

function parseReturns(
  session: Session,
  values: readonly Value[],
): { returns: ReadonlySet<string>; status: readonly Value[] | null } {
  const at = values.findIndex((value) => keywordOf(value) === 'STATUS');
  if (at === -1) return { returns: parseNames(session, values, RETURNS), status: null };
  if (!session.context.features.listStatus) throw bad('LIST-STATUS is not offered');
  const others = [...values.slice(0, at), ...values.slice(at + 2)];
  return { returns: parseNames(session, others, RETURNS), status: listOf(values[at + 1]) };
}

function parseNames(session: Session, values: readonly Value[], known: readonly string[]): Set<string> {
  if (values.length > 0 && !session.context.features.listExtended) throw bad('Extended LIST is not offered');
  const names = values.map((value) => stringOf(value).toUpperCase());
  const wrong = names.some(
    (name) => !known.includes(name) || (name === 'SPECIAL-USE' && !session.context.features.specialUse),
  );
  if (wrong) throw bad('Unknown list option');
  return new Set(names);
}

/** Patterns are encoded as names are; what is not well encoded can fit nothing and is taken as it stands. */
function patternOf(session: Session, value: Value | undefined): string {
  const raw = stringOf(value);
  return session.utf8 ? Buffer.from(raw, 'latin1').toString('utf8') : (decodeModifiedUtf7(raw) ?? raw);
}
