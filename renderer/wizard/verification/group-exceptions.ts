import type { ReceiptExceptionView } from '../../../shared/ipc/receipt-view.ts';
import type { MessageFlaw } from '../../../shared/model/problem.ts';

/** Why messages are not there as they were, sorted by what can be done about it. In the order they are shown. */
export const exceptionReasons = [
  'too-large',
  'no-room',
  'nul',
  'line-ends',
  'long-lines',
  'header',
  'refused',
  'folder',
  'damaged',
  'not-yet',
  'large-for-link',
  'broken-old',
  'broken-new',
  'gone',
  'missing',
  'kept-once',
  'not-compared',
  'other',
  'repaired',
  'wrapped',
  'changed',
  'undated',
] as const;

/** See {@link exceptionReasons}. */
export type ExceptionReason = (typeof exceptionReasons)[number];

/** Messages that share a reason. */
export interface ExceptionGroup {
  readonly reason: ExceptionReason;
  readonly messages: readonly ReceiptExceptionView[];
  /** Of refused ones: what is wrong with them, where something can be done about it. */
  readonly flaw: MessageFlaw | null;
  /** The server's words, where all of them were turned down with the same. */
  readonly serverText: string | null;
}

const reasons: Readonly<Record<string, ExceptionReason>> = {
  'too-big': 'too-large',
  'over-quota': 'no-room',
  'message-refused': 'refused',
  refused: 'refused',
  limit: 'refused',
  'no-permission': 'refused',
  'name-refused': 'folder',
  'no-such-mailbox': 'folder',
  'unreadable-at-source': 'damaged',
  'gone-at-source': 'gone',
  missing: 'missing',
  'kept-once': 'kept-once',
  'not-compared': 'not-compared',
};

/** How connections end that nobody wanted to end. */
const broken: ReadonlySet<string> = new Set(['connection-lost', 'bye', 'silence', 'protocol']);

/** What servers refuse by its form, by what is wrong with it. */
const flawed = ['nul', 'line-ends', 'long-lines', 'header'] as const;

/** Trying again may help. A message that is too large, gone or only changed stays so. */
const worthRetrying: ReadonlySet<ExceptionReason> = new Set([
  'no-room',
  ...flawed,
  'refused',
  'folder',
  'damaged',
  'not-yet',
  'large-for-link',
  'broken-old',
  'broken-new',
  'missing',
  'not-compared',
  'other',
]);
/** There is something at the old mailbox to be saved. */
const worthSaving: ReadonlySet<ExceptionReason> = new Set([
  'too-large',
  'no-room',
  ...flawed,
  'refused',
  'folder',
  'damaged',
  'not-yet',
  'large-for-link',
  'broken-new',
  'missing',
  'kept-once',
  'not-compared',
  'other',
  'repaired',
  'changed',
]);

/** What can be done about a group. */
export function remediesOf(reason: ExceptionReason): { readonly retry: boolean; readonly save: boolean } {
  return { retry: worthRetrying.has(reason), save: worthSaving.has(reason) };
}

/** Groups exceptions by reason; groups without messages are left out. */
export function groupExceptions(exceptions: readonly ReceiptExceptionView[]): readonly ExceptionGroup[] {
  return exceptionReasons.flatMap((reason) => {
    const messages = exceptions.filter((exception) => reasonOf(exception) === reason);
    return messages.length === 0 ? [] : [{ reason, messages, flaw: flawOf(reason), serverText: sharedText(messages) }];
  });
}

/** Whatever a server refuses can be attached to a message that it takes. */
function flawOf(reason: ExceptionReason): MessageFlaw | null {
  return reason === 'refused' ? 'other' : (flawed.find((one) => one === reason) ?? null);
}

function reasonOf({ outcome, kind, side, flaw, treatment, large }: ReceiptExceptionView): ExceptionReason {
  if (treatment !== null) return treatment === 'wrap' ? 'wrapped' : 'repaired';
  if (outcome === 'altered') return side === 'source' ? 'undated' : 'changed';
  if (large === true) return 'large-for-link';
  if (outcome === 'not-yet') return 'not-yet';
  const known = flawed.find((one) => one === flaw);
  if (known !== undefined) return known;
  if (broken.has(kind) && side !== null) return side === 'source' ? 'broken-old' : 'broken-new';
  // Whatever the old server says of a message: it was not handed over.
  if (side === 'source') return kind === 'gone-at-source' ? 'gone' : 'damaged';
  return Object.hasOwn(reasons, kind) ? (reasons[kind] ?? 'other') : 'other';
}

function sharedText(messages: readonly ReceiptExceptionView[]): string | null {
  const [first] = messages;
  if (!first || messages.length < 2) return null;
  return messages.every(({ serverText }) => serverText === first.serverText) ? first.serverText : null;
}

/** The reasons that are about the old server, and in its words. */
const ofOldServer: ReadonlySet<ExceptionReason> = new Set(['damaged', 'broken-old', 'gone', 'undated']);

/** Whose words are quoted in a group. */
export function sideOf(reason: ExceptionReason): 'source' | 'destination' {
  return ofOldServer.has(reason) ? 'source' : 'destination';
}
