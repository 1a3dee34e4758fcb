import { accountView } from '../../../shared/ipc/account-view.ts';
import { appState, type AppState } from '../../../shared/ipc/app-state.ts';
import { defaultFolderChoices } from '../../../shared/ipc/folders-view.ts';
import { defaultRunOptions } from '../../../shared/ipc/estimate-view.ts';
import { moveView, type MoveView } from '../../../shared/ipc/move-view.ts';
import { runView, type RunView } from '../../../shared/ipc/run-view.ts';
import { defaultAppSettings } from '../../../shared/ipc/settings.ts';
import type { AccountView } from '../../../shared/ipc/account-view.ts';

// Every sample is checked against the contract: one that main could never send proves nothing.

/** Saturday, 21 November 2026, 14:02 in UTC. */
export const sampleNow = Date.UTC(2026, 10, 21, 14, 2);
export const sampleMoveId = 'a1b2c3d4e5f6a7b8';

/** What the window knows: no move yet, passwords in the system's keychain. */
export function sampleAppState(overrides: Partial<AppState> = {}): AppState {
  return appState.parse({
    settings: defaultAppSettings,
    systemLanguage: 'en-GB',
    moves: [],
    keychain: { kind: 'system', why: null },
    place: { move: null },
    trouble: null,
    directoryDate: '2026-11-14',
    ...overrides,
  });
}

/** An account at a known provider, signed in, with 21,300 messages. */
export function sampleAccount(overrides: Partial<AccountView> = {}): AccountView {
  return accountView.parse({
    typed: 'ada@gmail.com',
    address: { host: 'imap.gmail.com', port: 993, security: 'tls', user: 'ada@gmail.com' },
    settingSource: 'known',
    provider: {
      id: 'gmail',
      name: 'Gmail',
      kind: 'giant',
      signIn: 'app-password',
      imapMustBeSwitchedOn: false,
      pages: { home: 'https://mail.google.com/', appPassword: 'https://myaccount.google.com/apppasswords' },
      limits: { downloadBytesPerDay: { value: 2_500_000_000, source: 'Google help', confirmed: true } },
      country: { code: 'US', confirmed: true },
      ownDomain: true,
    },
    signedIn: true,
    secret: 'kept',
    auth: 'password',
    trusted: null,
    protection: {
      protocol: 'TLSv1.3',
      subject: 'imap.gmail.com',
      issuer: 'Google Trust Services',
      validTo: sampleNow + 60 * 86_400_000,
    },
    facts: {
      at: sampleNow,
      serverName: 'Gimap',
      mailboxes: 24,
      messages: 21_300,
      bytes: 14_200_000_000,
      quota: { usedBytes: 14_200_000_000, limitBytes: 16_100_000_000 },
      appendLimit: null,
      roles: ['inbox', 'sent', 'drafts', 'junk', 'trash'],
    },
    ...overrides,
  });
}

/** A small host, signed in, empty. */
export function sampleDestination(overrides: Partial<AccountView> = {}): AccountView {
  return sampleAccount({
    typed: 'ada@example.org',
    address: { host: 'mail.example.org', port: 993, security: 'tls', user: 'ada@example.org' },
    settingSource: 'guessed',
    provider: null,
    protection: {
      protocol: 'TLSv1.3',
      subject: 'mail.example.org',
      issuer: "Let's Encrypt",
      validTo: sampleNow + 60 * 86_400_000,
    },
    facts: {
      at: sampleNow,
      serverName: 'Dovecot',
      mailboxes: 6,
      messages: 0,
      bytes: 0,
      quota: { usedBytes: 0, limitBytes: 50_000_000_000 },
      appendLimit: 52_428_800,
      roles: ['inbox', 'sent', 'drafts', 'archive', 'junk', 'trash'],
    },
    ...overrides,
  });
}

/** A run that was not started. */
export function sampleRun(overrides: Partial<RunView> = {}): RunView {
  return runView.parse({
    phase: 'not-started',
    job: 'copy',
    startAt: null,
    progress: null,
    wait: null,
    problem: null,
    recent: null,
    continuedAfterRestart: false,
    slept: null,
    throughput: { everySeconds: 5, points: [] },
    startedAt: null,
    finishedAt: null,
    incomplete: 0,
    verified: 'none',
    sampleSize: null,
    compared: null,
    ...overrides,
  });
}

/** The progress of a run at 38 %. */
export function sampleProgress(
  overrides: Partial<NonNullable<RunView['progress']>> = {},
): NonNullable<RunView['progress']> {
  return {
    stage: 'copying',
    messages: { done: 8112, total: 21_300 },
    bytes: { done: 5_400_000_000, total: 14_200_000_000 },
    skipped: 0,
    failed: 0,
    givenUp: 0,
    verified: 0,
    mailboxes: { done: 9, total: 24 },
    rate: { messagesPerSecond: 1.2, bytesPerSecond: 810_000 },
    timeLeft: { kind: 'range', fromSeconds: 10_800, toSeconds: 18_000, slower: false },
    checkedAgain: 0,
    check: null,
    current: ['Archive 2019'],
    recent: ['Sent', 'Family'],
    ...overrides,
  };
}

/** A move that begins: at its first step, with nothing typed. */
export function sampleMove(overrides: Partial<MoveView> = {}): MoveView {
  return moveView.parse({
    id: sampleMoveId,
    createdAt: sampleNow - 3_600_000,
    step: 'old-mailbox',
    reached: 'old-mailbox',
    source: null,
    destination: null,
    signIn: null,
    checks: { state: 'not-run', at: null, lines: [], mayGoOn: false },
    choices: defaultFolderChoices,
    options: defaultRunOptions,
    run: sampleRun(),
    after: { ticks: [], lastLook: null },
    ...overrides,
  });
}

/** A move with both accounts signed in. */
export function sampleMoveBetween(overrides: Partial<MoveView> = {}): MoveView {
  return sampleMove({ source: sampleAccount(), destination: sampleDestination(), reached: 'checks', ...overrides });
}
