import { addressLookUp } from '../model/provider.ts';
import { browserSignInRequest, signInRequest } from './account-view.ts';
import { appState } from './app-state.ts';
import { fingerprint } from './certificate-view.ts';
import type { EventName, RequestName } from './channels.ts';
import { checkId } from './checks-view.ts';
import { estimateView, runOptions } from './estimate-view.ts';
import { count, mailboxName, moment, moveId, oauthProvider, shortText, side } from './fields.ts';
import { folderChoices, folderTable } from './folders-view.ts';
import { hostList } from './hosts-view.ts';
import { independenceView } from './independence-view.ts';
import { afterItem, moveView } from './move-view.ts';
import { practiceState } from './practice-state.ts';
import { problemView } from './problem-view.ts';
import { messageFlaw, receiptView, treatment } from './receipt-view.ts';
import { mailboxRows, verifyDepth } from './run-view.ts';
import { appSettings } from './settings.ts';
import { updatesView } from './updates-view.ts';
import { wizardStep } from './wizard-step.ts';
import { z } from './zod-without-eval.ts';

/** What one request carries and what its answer may be. Both are checked in the main process. */
interface RequestShape {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const nothing = z.undefined();
const ofMove = z.strictObject({ move: moveId });
/** Done, or why not. */
const outcome = z.strictObject({ problem: problemView.nullable() });
/** A file was written, or the person changed their mind. */
const saved = z.strictObject({ saved: z.boolean(), problem: problemView.nullable() });

/** Everything the window may ask of the main process. A new line here needs one in channels.ts, preload and a handler. */
export const requests = {
  appFacts: { input: nothing, output: z.strictObject({ version: z.string(), electron: z.string() }) },
  /** Of everything that is inside the package; null where there is no package. */
  licences: { input: nothing, output: z.strictObject({ text: z.string().max(5_000_000).nullable() }) },
  /** The state now; changes follow as events. So for every snapshot below that has an event. */
  appState: { input: nothing, output: appState },
  changeSettings: { input: appSettings.partial(), output: z.void() },
  /** Remembers where the window is, to be there again after a start; null: home. */
  showPlace: { input: z.strictObject({ move: moveId.nullable() }), output: z.void() },
  /** Opens a page in the system's browser: only https, only hosts of the bundled directory. */
  openPage: { input: z.strictObject({ url: z.string().max(500) }), output: z.strictObject({ opened: z.boolean() }) },
  /** Stops everything and removes moves, journals and passwords. */
  forgetEverything: { input: nothing, output: z.void() },

  createMove: { input: nothing, output: ofMove },
  /** Stops it and removes its journal and passwords from this computer. Mail is not touched. */
  deleteMove: { input: ofMove, output: z.void() },
  move: { input: ofMove, output: moveView },
  goToStep: { input: ofMove.extend({ step: wizardStep }), output: z.void() },
  /** From the address to the servers, without the network: the bundled directory, else guesses. */
  lookUpAddress: {
    input: z.strictObject({ typed: z.string().max(320), side: side.optional() }),
    output: addressLookUp,
  },
  /**
   * The same, and where the directory knows nobody, the network is asked, which takes up to six seconds. It is told the domain, never
   * the part before the @. No proposals: nothing was found. Another one for the same side ends it.
   */
  discoverAddress: {
    input: z.strictObject({ typed: z.string().max(320), side }),
    output: addressLookUp,
  },
  signIn: { input: signInRequest, output: outcome },
  /** Answers when the person has come back from the browser and the mailbox was looked into; `cancelSignIn` ends the waiting. */
  browserSignIn: { input: browserSignInRequest, output: outcome },
  cancelSignIn: { input: ofMove, output: z.void() },
  /**
   * Trusts a certificate by hand that this process refused and told of: for the server that showed it, in this move. False: main does not
   * allow it, or tells of no such certificate any more.
   */
  trustCertificate: {
    input: ofMove.extend({ side, sha256: fingerprint }),
    output: z.strictObject({ trusted: z.boolean() }),
  },
  forgetPasswords: { input: ofMove, output: z.void() },
  /** Hosts to move to. */
  hosts: { input: nothing, output: hostList },
  /**
   * Who receives the mail of an account's domain. DNS is asked, which takes up to some seconds; the page says so beforehand. Null for an
   * address without a domain.
   */
  independence: { input: ofMove.extend({ side: z.literal('destination') }), output: independenceView.nullable() },
  /** Where signing in through the browser works. `accounts`: ids in the directory. `own`: registered by the person. */
  oauthClients: {
    input: nothing,
    output: z.array(
      z.strictObject({
        provider: oauthProvider,
        accounts: z.array(shortText),
        configured: z.enum(['no', 'built-in', 'own']),
      }),
    ),
  },
  /** Keeps a registration of the person's own; without an id takes it away. */
  saveOauthClient: {
    input: z.strictObject({
      provider: oauthProvider,
      clientId: z.string().trim().min(1).max(400).nullable(),
      clientSecret: z.string().trim().min(1).max(400).nullable(),
    }),
    output: z.void(),
  },

  runChecks: { input: ofMove, output: z.void() },
  acknowledge: { input: ofMove.extend({ check: checkId, yes: z.boolean() }), output: z.void() },
  /** The write test, with the person's consent. */
  tryWriting: { input: ofMove, output: z.void() },
  /** Removes what a write test left behind. */
  removeScratch: { input: ofMove, output: outcome },

  /** Null while the accounts were not looked at in this process: ask for the checks first. */
  folders: { input: ofMove, output: folderTable.nullable() },
  chooseFolders: { input: ofMove.extend({ choices: folderChoices }), output: folderTable.nullable() },
  estimate: { input: ofMove, output: estimateView.nullable() },
  chooseOptions: { input: ofMove.extend({ options: runOptions }), output: estimateView.nullable() },

  /** Starts or goes on; at `startAt` when the options say so and it never ran. */
  startMove: { input: ofMove, output: outcome },
  pauseMove: { input: ofMove, output: z.void() },
  verifyMove: { input: ofMove.extend({ depth: verifyDepth }), output: outcome },
  mailboxRows: { input: ofMove, output: mailboxRows },
  /** Puts a journal that cannot be used aside and goes on with a new one: both accounts are compared, only what is missing is copied. */
  renewJournal: { input: ofMove, output: outcome },
  /** Null while nothing was moved. */
  receipt: { input: ofMove, output: receiptView.nullable() },
  /** What becomes of messages with one flaw that the new mailbox refused; starting the move again carries it out. */
  chooseTreatment: { input: ofMove.extend({ flaw: messageFlaw, treatment }), output: z.void() },
  /** Asks where to. */
  saveReceipt: { input: ofMove.extend({ format: z.enum(['html', 'json']) }), output: saved },
  printReceipt: { input: ofMove, output: saved },
  /** Saves exceptions as .eml files, in a folder that is asked for. */
  saveMessages: {
    input: ofMove.extend({
      messages: z
        .array(z.strictObject({ source: mailboxName, uid: count }))
        .min(1)
        .max(500),
    }),
    output: saved.extend({ written: count, missing: count }),
  },
  /** Puts a report without personal data on the clipboard. @returns its text */
  copyReport: { input: ofMove, output: z.strictObject({ text: z.string().max(20_000) }) },

  tick: { input: ofMove.extend({ item: afterItem, yes: z.boolean() }), output: z.void() },
  /** A calendar entry (.ics) that says when the old mailbox may be closed. Asks where to. */
  saveReminder: {
    input: ofMove.extend({ title: z.string().max(200), text: z.string().max(1000), at: moment }),
    output: saved,
  },
  /** What of this move is on this computer. */
  stored: {
    input: ofMove,
    output: z.strictObject({ journalBytes: count, passwords: count, keychain: z.enum(['system', 'this-session']) }),
  },

  /** New versions. Nobody is asked before `lookForUpdate`, unless `lookWeekly` was switched on. */
  updates: { input: nothing, output: updatesView },
  lookForUpdate: { input: nothing, output: z.void() },
  fetchUpdate: { input: nothing, output: z.void() },
  /** `paused`: as soon as nothing is being copied. `now`: what is being copied stops in order, and goes on after the restart. */
  installUpdate: { input: z.strictObject({ when: z.enum(['paused', 'now']) }), output: z.void() },
  /** Ends looking, fetching or waiting for a pause. */
  cancelUpdate: { input: nothing, output: z.void() },
  /** No more word of this version on the first screen. */
  dismissUpdate: { input: nothing, output: z.void() },
  lookWeekly: { input: z.strictObject({ yes: z.boolean() }), output: z.void() },

  practiceState: { input: nothing, output: practiceState },
  startPractice: { input: nothing, output: z.void() },
  stopPractice: { input: nothing, output: z.void() },
} as const satisfies Record<RequestName, RequestShape>;

/** What main tells on its own. */
export const eventShapes = {
  appState,
  /** Some move changed; at most three times a second each. */
  move: moveView,
  mailboxRows,
  practiceState,
  updates: updatesView,
} as const satisfies Record<EventName, z.ZodType>;

/** What a request carries. */
export type Input<Name extends RequestName> = z.infer<(typeof requests)[Name]['input']>;
/** What a request is answered with. */
export type Output<Name extends RequestName> = z.infer<(typeof requests)[Name]['output']>;
/** What an event carries. */
export type EventOf<Name extends EventName> = z.infer<(typeof eventShapes)[Name]>;

/** The whole of what the preload script puts on `window.api`: requests that answer a Result, and one subscription for each event. */
export type HomingApi = {
  readonly [Name in RequestName]: (input?: unknown) => Promise<unknown>;
} & {
  /** @returns a function that ends the subscription */
  readonly [Name in EventName as `on${Capitalize<Name>}`]: (listener: (value: unknown) => void) => () => void;
};
