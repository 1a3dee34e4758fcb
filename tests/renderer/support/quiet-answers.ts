import { refuse, type Answers } from './fake-bridge.ts';

/** Answers to whatever a step may ask on its own when it appears, for tests that are not about that. */
export const quietAnswers: Answers = {
  lookUpAddress: { kind: 'invalid', reason: 'empty' },
  discoverAddress: { kind: 'invalid', reason: 'empty' },
  cancelSignIn: undefined,
  runChecks: undefined,
  folders: null,
  estimate: null,
  mailboxRows: ({ move }) => ({ move, total: 0, rows: [] }),
  receipt: null,
  verifyMove: { problem: null },
  stored: { journalBytes: 2_000_000, passwords: 2, keychain: 'system' },
  copyReport: () => refuse(),
};
