import { expect, test } from 'vitest';
import { channels, events } from '../../shared/ipc/channels.ts';
import { eventShapes, requests } from '../../shared/ipc/contract.ts';
import { deskRequests } from '../../main/services/desk/desk.ts';

// Written out, so that whoever opens a door between page and main process changes this list as well, and somebody sees it.
const knownChannels = {
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
};

test('the page may ask this and nothing else', () => {
  expect(channels).toEqual(knownChannels);
  expect(Object.keys(requests).toSorted()).toEqual(Object.keys(knownChannels).toSorted());
  expect(new Set(Object.values(channels)).size).toBe(Object.keys(channels).length);
});

test('main tells the page this and nothing else', () => {
  expect(events).toEqual({
    appState: 'app:state-changed',
    move: 'move:changed',
    mailboxRows: 'run:rows-changed',
    practiceState: 'practice:state-changed',
    updates: 'updates:state-changed',
  });
  expect(Object.keys(eventShapes).toSorted()).toEqual(Object.keys(events).toSorted());
});

test('these are done outside of the desk, since they need Electron', () => {
  const passed = new Set<string>(deskRequests);
  expect(Object.keys(channels).filter((name) => !passed.has(name))).toEqual([
    'appFacts',
    'licences',
    'openPage',
    'saveReceipt',
    'printReceipt',
    'saveMessages',
    'copyReport',
    'saveReminder',
    'updates',
    'lookForUpdate',
    'fetchUpdate',
    'installUpdate',
    'cancelUpdate',
    'dismissUpdate',
    'lookWeekly',
    'practiceState',
    'startPractice',
    'stopPractice',
  ]);
});
