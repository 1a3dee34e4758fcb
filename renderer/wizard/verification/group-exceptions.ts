import type { ReceiptExceptionView } from '../../../shared/ipc/receipt-view.ts';

/** Why messages are not there as they were, sorted by what can be done about it. In the order they are shown. */
export const exceptionReasons = [
  'too-large',
  'no-room',
  'refused',
  'folder',
  'damaged',
  'gone',
  'missing',
  'other',
  'changed',
] as const;

/** See {@link exceptionReasons}. */
export type ExceptionReason = (typeof exceptionReasons)[number];

/** Messages that share a reason. */
export interface ExceptionGroup {
  readonly reason: ExceptionReason;
  readonly messages: readonly ReceiptExceptionView[];
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
};

/** Trying again may help. A message that is too large, gone or only changed stays so. */
const worthRetrying: ReadonlySet<ExceptionReason> = new Set([
  'no-room',
  'refused',
  'folder',
  'damaged',
  'missing',
  'other',
]);
/** There is something at the old mailbox to be saved. */
const worthSaving: ReadonlySet<ExceptionReason> = new Set([
  'too-large',
  'no-room',
  'refused',
  'folder',
  'damaged',
  'missing',
  'other',
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
    return messages.length === 0 ? [] : [{ reason, messages, serverText: sharedText(messages) }];
  });
}

function reasonOf({ outcome, kind }: ReceiptExceptionView): ExceptionReason {
  if (outcome === 'altered') return 'changed';
  return Object.hasOwn(reasons, kind) ? (reasons[kind] ?? 'other') : 'other';
}

function sharedText(messages: readonly ReceiptExceptionView[]): string | null {
  const [first] = messages;
  if (!first || messages.length < 2) return null;
  return messages.every(({ serverText }) => serverText === first.serverText) ? first.serverText : null;
}
