import type { AccountAddress } from '../../../shared/model/account.ts';
import type { Journal } from '../../engine/journal-port.ts';
import type { Clock, DestinationSession, MailAccount, SourceSession } from '../../engine/ports.ts';
import type { OpenKeychain } from '../keychain-port.ts';
import type { AccountAccess, MoveService } from '../move-service.ts';
import type { ProviderDirectory } from '../provider-directory.ts';
import type { OpenMoveBook } from './move-book-port.ts';

/** The journal files of the moves, each named by its move. */
export interface JournalFolder {
  /** Opens or begins one. @throws JournalError */
  open(move: string): Journal;
  /** With its snapshots; 0 when there is none. */
  bytes(move: string): number;
  /** Keeps it under another name, out of the way. It must be closed. */
  putAside(move: string, now: number): void;
  /** Deletes it with everything beside it. It must be closed. */
  remove(move: string): void;
}

/** What the desk works with; nothing in here is its own. */
export interface DeskParts {
  readonly book: OpenMoveBook;
  readonly keychain: OpenKeychain;
  readonly directory: ProviderDirectory;
  readonly journals: JournalFolder;
  readonly moves: MoveService;
  readonly clock: Clock;
  source(access: AccountAccess): MailAccount<SourceSession>;
  destination(access: AccountAccess): MailAccount<DestinationSession>;
  /** For example `fr-CH`. */
  readonly systemLanguage: string;
  readonly version: string;
  /** 16 letters and digits that nobody can guess. */
  randomId(): string;
  /** A fault of ours, for the log; never with anything a server or a person said. */
  onFault(error: unknown): void;
}

/** Two addresses of one account: same user at the same server. */
export function isSameAccount(one: AccountAddress, other: AccountAddress): boolean {
  return (
    one.host.toLowerCase() === other.host.toLowerCase() &&
    one.port === other.port &&
    one.user.toLowerCase() === other.user.toLowerCase()
  );
}
