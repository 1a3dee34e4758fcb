import type { Input, Output, EventOf } from '../../../shared/ipc/contract.ts';
import type { Language } from '../../../shared/messages/catalogue.ts';
import type { OctetStream } from '../../engine/ports.ts';
import type { RequestName } from '../../../shared/ipc/channels.ts';

/** The requests of the window that need nothing of Electron: answered by the desk as they are. */
export const deskRequests = [
  'appState',
  'changeSettings',
  'showPlace',
  'forgetEverything',
  'createMove',
  'deleteMove',
  'move',
  'goToStep',
  'lookUpAddress',
  'discoverAddress',
  'signIn',
  'browserSignIn',
  'cancelSignIn',
  'trustCertificate',
  'forgetPasswords',
  'hosts',
  'independence',
  'oauthClients',
  'saveOauthClient',
  'runChecks',
  'acknowledge',
  'tryWriting',
  'removeScratch',
  'folders',
  'chooseFolders',
  'estimate',
  'chooseOptions',
  'startMove',
  'pauseMove',
  'verifyMove',
  'mailboxRows',
  'renewJournal',
  'chooseTreatment',
  'receipt',
  'tick',
  'stored',
] as const satisfies readonly RequestName[];

/** The name of a request the desk answers. */
export type DeskRequest = (typeof deskRequests)[number];

/** Something a person should hear of even when they look elsewhere. Nothing else makes a notification. */
export interface Notice {
  readonly move: string;
  readonly kind: 'finished' | 'needs-you' | 'verified-with-problems' | 'incomplete';
  readonly messages: number;
  readonly exceptions: number;
  /** Folders that are not complete. */
  readonly incomplete: number;
}

/** What the desk tells on its own. Called at most some times a second for each move. */
export interface DeskListener {
  appState(state: EventOf<'appState'>): void;
  move(view: EventOf<'move'>): void;
  mailboxRows(rows: EventOf<'mailboxRows'>): void;
  notice(notice: Notice): void;
}

/**
 * Everything a person can do with their moves, as the window asks for it: the wizard's answers are kept, copies run, pause and go on,
 * and go on by themselves after a restart. One per process.
 */
export type Desk = {
  readonly [Name in DeskRequest]: (input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
} & {
  /** @returns a function that ends the subscription */
  subscribe(listener: DeskListener): () => void;
  /** Starts again what ran when the last process ended. */
  goOnAfterStart(): void;
  /** Whether some move is copying or verifying, or will by itself. */
  isBusy(): boolean;
  /** Whether bytes are moving now: then the computer should stay awake. */
  isCopying(): boolean;
  /** Mean of what is under way, 0 to 1, for the dock; null when nothing is. */
  fractionDone(): number | null;
  pauseAll(): void;
  /** Goes on with every move that a person paused. */
  resumeAll(): void;
  /** What the computer tells. */
  setOnline(online: boolean): void;
  setOnBattery(onBattery: boolean): void;
  computerSlept(from: number, to: number): void;
  /** Stops what runs, within seconds, so that it goes on after the next start; then closes every file. */
  shutDown(): Promise<void>;

  /** The receipt as a file's text; null while there is none. */
  receiptDocument(move: string, format: 'html' | 'json', language: Language): string | null;
  /** Reads single messages from the source. @param write is awaited; a stream for a large message, null for one that is gone */
  readMessages(
    move: string,
    messages: readonly { readonly source: string; readonly uid: number }[],
    write: (
      message: { readonly source: string; readonly uid: number },
      body: Buffer | OctetStream | null,
    ) => Promise<void>,
  ): Promise<Output<'startMove'>>;
  /** What can be sent to somebody who helps: no address, no name of a folder, no subject. */
  report(move: string): string;
};
