import type { ServerFeatures } from './features.ts';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import type { Value } from './values.ts';
import { append } from './commands/append.ts';
import { authenticate, login, logout, startTls } from './commands/authentication.ts';
import { capability, enable, id, namespace, noop } from './commands/basics.ts';
import { copy, move } from './commands/copy.ts';
import { expunge } from './commands/expunge.ts';
import { fetch } from './commands/fetch.ts';
import { idle } from './commands/idle.ts';
import { list } from './commands/list.ts';
import { lsub } from './commands/lsub.ts';
import { createMailbox, deleteMailbox, renameMailbox, subscribe, unsubscribe } from './commands/manage-mailboxes.ts';
import { getQuota, getQuotaRoot } from './commands/quota.ts';
import { search } from './commands/search.ts';
import { close, examine, select, unselect } from './commands/select.ts';
import { status } from './commands/status.ts';
import { store } from './commands/store.ts';

/** One command: when it is valid and what it does. */
export interface Command {
  /** `authenticated` includes `selected`. */
  readonly states: 'any' | 'not authenticated' | 'authenticated' | 'selected';
  /** Whether the server has it at all; always when missing. */
  readonly offered?: (features: ServerFeatures) => boolean;
  /** There is a UID form. */
  readonly byUid?: boolean;
  /** False: no EXPUNGE may be told while it runs (RFC 9051 7.5.1). */
  readonly numbersMayChange?: boolean;
  /** Writes untagged responses and returns the tagged one; throws CommandFailure for NO and BAD. */
  run(session: Session, args: readonly Value[], byUid: boolean): Promise<Outcome> | Outcome;
}

const anyState = { states: 'any' } as const;
const signingIn = { states: 'not authenticated' } as const;
const signedIn = { states: 'authenticated' } as const;
const opened = { states: 'selected' } as const;

/** All commands by name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['CAPABILITY', { ...anyState, run: capability }],
  ['NOOP', { ...anyState, run: noop }],
  ['LOGOUT', { ...anyState, run: logout }],
  ['ID', { ...anyState, run: id, offered: (features) => features.id }],
  ['STARTTLS', { ...signingIn, run: startTls, offered: (features) => features.starttls }],
  ['LOGIN', { ...signingIn, run: login }],
  ['AUTHENTICATE', { ...signingIn, run: authenticate }],
  ['ENABLE', { ...signedIn, run: enable, offered: (features) => features.enable }],
  ['NAMESPACE', { ...signedIn, run: namespace, offered: (features) => features.namespace }],
  ['LIST', { ...signedIn, run: list }],
  ['LSUB', { ...signedIn, run: lsub }],
  ['STATUS', { ...signedIn, run: status }],
  ['SELECT', { ...signedIn, run: select }],
  ['EXAMINE', { ...signedIn, run: examine }],
  ['CREATE', { ...signedIn, run: createMailbox }],
  ['DELETE', { ...signedIn, run: deleteMailbox }],
  ['RENAME', { ...signedIn, run: renameMailbox }],
  ['SUBSCRIBE', { ...signedIn, run: subscribe }],
  ['UNSUBSCRIBE', { ...signedIn, run: unsubscribe }],
  ['APPEND', { ...signedIn, run: append }],
  ['GETQUOTA', { ...signedIn, run: getQuota, offered: (features) => features.quota !== null }],
  ['GETQUOTAROOT', { ...signedIn, run: getQuotaRoot, offered: (features) => features.quota !== null }],
  ['IDLE', { ...signedIn, run: idle, offered: (features) => features.idle }],
  ['CHECK', { ...opened, run: noop }],
  ['CLOSE', { ...opened, run: close }],
  ['UNSELECT', { ...opened, run: unselect, offered: (features) => features.unselect }],
  ['EXPUNGE', { ...opened, run: expunge, byUid: true }],
  ['FETCH', { ...opened, run: fetch, byUid: true, numbersMayChange: false }],
  ['STORE', { ...opened, run: store, byUid: true, numbersMayChange: false }],
  ['SEARCH', { ...opened, run: search, byUid: true, numbersMayChange: false }],
  ['COPY', { ...opened, run: copy, byUid: true }],
  ['MOVE', { ...opened, run: move, byUid: true, offered: (features) => features.move }],
]);
