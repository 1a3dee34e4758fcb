/**
 * Every channel between window and main process, by name. Free of zod, so that the preload script stays small;
 * what travels on them is in contract.ts.
 */
export const channels = {
  appFacts: 'app:facts',
  licences: 'app:licences',
  appState: 'app:state',
  changeSettings: 'app:change-settings',
  showPlace: 'app:show-place',
  openPage: 'app:open-page',
  forgetEverything: 'app:forget-everything',

  createMove: 'move:create',
  deleteMove: 'move:delete',
  move: 'move:view',
  goToStep: 'move:go-to-step',
  lookUpAddress: 'account:look-up',
  discoverAddress: 'account:discover',
  signIn: 'account:sign-in',
  browserSignIn: 'account:browser-sign-in',
  cancelSignIn: 'account:cancel-sign-in',
  trustCertificate: 'account:trust-certificate',
  forgetPasswords: 'account:forget-passwords',
  hosts: 'directory:hosts',
  independence: 'directory:independence',
  oauthClients: 'oauth:clients',
  saveOauthClient: 'oauth:save-client',

  runChecks: 'checks:run',
  acknowledge: 'checks:acknowledge',
  tryWriting: 'checks:try-writing',
  removeScratch: 'checks:remove-scratch',

  folders: 'folders:table',
  chooseFolders: 'folders:choose',
  estimate: 'estimate:view',
  chooseOptions: 'estimate:choose',

  startMove: 'run:start',
  pauseMove: 'run:pause',
  verifyMove: 'run:verify',
  mailboxRows: 'run:rows',
  renewJournal: 'run:renew-journal',
  chooseTreatment: 'receipt:choose-treatment',
  receipt: 'receipt:view',
  saveReceipt: 'receipt:save',
  printReceipt: 'receipt:print',
  saveMessages: 'receipt:save-messages',
  copyReport: 'report:copy',

  tick: 'after:tick',
  saveReminder: 'after:save-reminder',
  stored: 'after:stored',

  updates: 'updates:state',
  lookForUpdate: 'updates:look',
  fetchUpdate: 'updates:fetch',
  installUpdate: 'updates:install',
  cancelUpdate: 'updates:cancel',
  dismissUpdate: 'updates:dismiss',
  lookWeekly: 'updates:look-weekly',

  practiceState: 'practice:state',
  startPractice: 'practice:start',
  stopPractice: 'practice:stop',
} as const;

/** The channels on which main speaks first, by name. */
export const events = {
  appState: 'app:state-changed',
  move: 'move:changed',
  mailboxRows: 'run:rows-changed',
  practiceState: 'practice:state-changed',
  updates: 'updates:state-changed',
} as const;

/** The name of a request from the window. */
export type RequestName = keyof typeof channels;
/** The name of an event for the window. */
export type EventName = keyof typeof events;
