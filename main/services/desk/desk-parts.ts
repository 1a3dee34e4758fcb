import type { DestinationLocks } from '../../engine/destination-locks.ts';
import type { Journal } from '../../engine/journal-port.ts';
import type { Clock, DestinationSession, MailAccount, SourceSession } from '../../engine/ports.ts';
import type { OauthClient } from '../../../shared/model/oauth.ts';
import type { Discover } from '../directory/discover-address.ts';
import type { FindMailPlaces } from '../directory/judge-independence.ts';
import type { OpenKeychain } from '../keychain-port.ts';
import type { AccountAccess, MoveService } from '../move-service.ts';
import type { OauthPort } from '../oauth-port.ts';
import type { ProviderDirectory } from '../provider-directory.ts';
import type { Registrations } from '../tokens/known-clients.ts';
import type { OauthClients } from './account/oauth-clients.ts';
import type { TokenSources } from './account/token-sources.ts';
import type { AccountRecord } from './move-record.ts';
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
export interface DeskAdapters {
  readonly book: OpenMoveBook;
  readonly keychain: OpenKeychain;
  readonly directory: ProviderDirectory;
  readonly discover: Discover;
  readonly findMailPlaces: FindMailPlaces;
  readonly journals: JournalFolder;
  readonly moves: MoveService;
  readonly locks: DestinationLocks;
  readonly clock: Clock;
  source(access: AccountAccess): MailAccount<SourceSession>;
  destination(access: AccountAccess): MailAccount<DestinationSession>;
  readonly oauth: OauthPort;
  /** Registrations that came with this build. */
  readonly registrations: Registrations;
  /** Clients of servers that are none of the known providers; null: look there. */
  findClient?(account: Pick<AccountRecord, 'provider' | 'address'>): OauthClient | null;
  /** Shows a page of a sign-in in the system's browser. @param endpoint the authorization endpoint: nothing else may be opened */
  openBrowser(url: string, endpoint: string): Promise<void>;
  /** For example `fr-CH`. */
  readonly systemLanguage: string;
  readonly version: string;
  /** 16 letters and digits that nobody can guess. */
  randomId(): string;
  /** A fault of ours, for the log; never with anything a server or a person said. */
  onFault(error: unknown): void;
}

/** The same with what the desk makes of it. */
export interface DeskParts extends DeskAdapters {
  readonly clients: OauthClients;
  readonly tokens: TokenSources;
}
