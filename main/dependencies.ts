import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import packageFacts from '../package.json' with { type: 'json' };
import oauthClients from '../resources/oauth-clients.json' with { type: 'json' };
import providers from '../resources/providers.json' with { type: 'json' };
import { openKeychain } from './credentials/open-keychain.ts';
import { openCountryTable } from './discovery/country-table.ts';
import { createDiscovery } from './discovery/create-discovery.ts';
import { createMailPlaces } from './discovery/find-mail-places.ts';
import { systemNetwork } from './discovery/system-network.ts';
import type { DestinationLocks } from './engine/destination-locks.ts';
import type { Journal } from './engine/journal-port.ts';
import type { Clock } from './engine/ports.ts';
import { destinationAccount, sourceAccount, type ConnectOptions } from './imap/account.ts';
import { trustStore } from './imap/trust-store.ts';
import { openMoveBook } from './journal/book/open-move-book.ts';
import { openDestinationLocks } from './journal/destination-locks.ts';
import { openJournalFolder } from './journal/journal-folder.ts';
import { openJournal } from './journal/open-journal.ts';
import { signInWithBrowser } from './oauth/browser-sign-in.ts';
import { signInWithDevice } from './oauth/device-sign-in.ts';
import { discoverEndpoints } from './oauth/discover.ts';
import { createOauthFetch, type OauthFetch } from './oauth/oauth-fetch.ts';
import { revoke } from './oauth/revoke.ts';
import { createTokenSource } from './oauth/token-source.ts';
import type { OpenKeychain } from './services/keychain-port.ts';
import type { HeadlessOauth } from './services/oauth-port.ts';
import { readRegistrations, type Registrations } from './services/tokens/known-clients.ts';
import { createDesk } from './services/desk/create-desk.ts';
import type { Desk } from './services/desk/desk.ts';
import { createMoveService, type AccountAccess, type MoveService } from './services/move-service.ts';
import { trackProgress, type ProgressTracker } from './services/progress-tracker.ts';
import { createProviderDirectory, type ProviderDirectory } from './services/provider-directory.ts';
import { stateFolder } from './services/state-folder.ts';
import type { PracticeOptions, PracticeResult } from './services/practice-move.ts';

/** Everything the command line and the app work with, joined to the adapters of this machine. */
export interface Dependencies {
  readonly clock: Clock;
  /** @throws JournalError */
  openJournal(file: string): Journal;
  readonly moves: MoveService;
  /** The same for all processes of this user. */
  readonly locks: DestinationLocks;
  /** What is known of providers; read only now. */
  directory(): ProviderDirectory;
  /** Never rejects; loaded only now. */
  openKeychain(): Promise<OpenKeychain>;
  /** @param extraCa PEM of an authority to trust beside the usual ones */
  oauth(extraCa: string | undefined): HeadlessOauth;
  /** Registrations with providers that came with this build. */
  readonly registrations: Registrations;
  runPracticeMove(options: PracticeOptions): Promise<PracticeResult>;
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};

function connectOptions({ address, secret, judged, extraCa, pin, onStage }: AccountAccess): ConnectOptions {
  return {
    address,
    secret,
    clientVersion: packageFacts.version,
    ...(extraCa === null ? {} : { extraCa }),
    ...(pin === undefined ? {} : { pin }),
    ...(judged === undefined ? {} : { judged }),
    ...(onStage === undefined ? {} : { onStage }),
  };
}

/** What the app's window works with. */
export interface AppServices {
  readonly desk: Desk;
  readonly practice: {
    readonly run: Dependencies['runPracticeMove'];
    readonly track: () => ProgressTracker;
  };
  /** Hosts whose pages may be opened in the browser. */
  readonly allowedHosts: readonly string[];
}

/** What the app tells of itself and where it keeps its files. */
export interface AppPlace {
  /** Folder of this user's own; made when it is not there. */
  readonly userData: string;
  /** For example `fr-CH`. */
  readonly systemLanguage: string;
  /** Which country an IP address is in: a file that comes with the app. */
  readonly countryTable: string;
  /** Shows a page in the system's browser, if it is the endpoint with a query. Rejects when it is not, or cannot be shown. */
  openBrowser(url: string, endpoint: string): Promise<void>;
  onFault(error: unknown): void;
}

/**
 * Opens everything the app's window works with. Only one process may: the list of moves has one writer.
 * @throws JournalError
 */
export async function createAppServices({
  userData,
  systemLanguage,
  countryTable,
  openBrowser,
  onFault,
}: AppPlace): Promise<AppServices> {
  const { moves, locks, runPracticeMove } = createDependencies();
  mkdirSync(userData, { recursive: true });
  const book = openMoveBook(join(userData, 'homing.sqlite'));
  const directory = createProviderDirectory(providers);
  const network = systemNetwork(() => trustStore(undefined));
  const desk = await createDesk({
    book,
    keychain: await openKeychain(),
    directory,
    discover: createDiscovery({
      network,
      knowsMailHost: (host) => directory.byMailHost(host) !== null,
    }),
    findMailPlaces: createMailPlaces({ network, openTable: () => openCountryTable(countryTable) }),
    journals: openJournalFolder(join(userData, 'moves')),
    moves,
    locks,
    clock,
    source: (access) => sourceAccount(connectOptions(access)),
    destination: (access) => destinationAccount(connectOptions(access)),
    oauth: createOauth(undefined),
    registrations: readRegistrations(oauthClients),
    openBrowser,
    systemLanguage,
    version: packageFacts.version,
    randomId: () => randomBytes(8).toString('hex'),
    onFault,
  });
  const practice = { run: runPracticeMove, track: () => trackProgress(clock) };
  return { desk, practice, allowedHosts: hostsOf(directory.links()) };
}

/** OAuth 2.0 over connections that trust what those to mailboxes do. @param extraCa PEM of an authority to trust beside the usual ones */
export function createOauth(extraCa: string | undefined): HeadlessOauth {
  // Made at the first use: to read hundreds of authorities takes a while.
  let fetch: OauthFetch | null = null;
  const lazy: OauthFetch = (url, init) => (fetch ??= createOauthFetch(trustStore(extraCa)))(url, init);
  return {
    signInWithBrowser: (signIn) => signInWithBrowser({ ...signIn, fetch: lazy }),
    signInWithDevice: (signIn) => signInWithDevice({ ...signIn, fetch: lazy }),
    discover: (issuer) => discoverEndpoints(issuer, lazy),
    tokenSource: (options) => createTokenSource({ ...options, clock, fetch: lazy }),
    revoke: (client, refreshToken) => revoke(client, refreshToken, lazy),
  };
}

function hostsOf(links: readonly string[]): readonly string[] {
  return [...new Set(links.map((link) => new URL(link).host))];
}

/** The only place that knows which adapter stands behind which port. */
export function createDependencies(): Dependencies {
  const moves = createMoveService({
    source: (access) => sourceAccount(connectOptions(access)),
    destination: (access) => destinationAccount(connectOptions(access)),
    clock,
  });
  return {
    clock,
    openJournal: (file) => openJournal(file),
    moves,
    locks: openDestinationLocks(() => join(stateFolder(), 'locks')),
    directory: () => createProviderDirectory(providers),
    openKeychain: () => openKeychain(),
    oauth: createOauth,
    registrations: readRegistrations(oauthClients),
    runPracticeMove: async (options) => {
      // A real move needs neither pretend servers nor certificates of its own.
      const { openPracticeWorld } = await import('./practice/practice-world.ts');
      const { runPracticeMove } = await import('./services/practice-move.ts');
      const servers = { openServers: openPracticeWorld, openJournal: () => openJournal(':memory:') };
      return runPracticeMove({ ...servers, moves, clock }, options);
    },
  };
}
