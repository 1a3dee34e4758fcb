import type { CheckId, CheckLine, ChecksView } from '../../shared/ipc/checks-view.ts';
import { checkId } from '../../shared/ipc/checks-view.ts';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { sampleNow } from './support/samples.ts';

/** A check that passed, with the values main gives for it. */
export function passedLine(id: CheckId): CheckLine {
  return { id, verdict: 'pass', values: passed[id], items: [], acknowledged: false, problem: null };
}

const passed: Readonly<Record<CheckId, CheckLine['values']>> = {
  'source-reachable': { ms: 41, host: 'imap.gmail.com' },
  'destination-reachable': { ms: 18, host: 'mail.example.org' },
  encrypted: { source: 'TLSv1.3', destination: 'TLSv1.3' },
  'different-accounts': {},
  independent: { receiver: 'own', domain: 'example.org', name: null, host: 'mx.example.org' },
  counted: { mailboxes: 24, messages: 21_300, bytes: 14_200_000_000, refused: 0 },
  'hidden-mail': { shown: null, all: null },
  'destination-empty': { messages: 0 },
  room: { freeBytes: 50_000_000_000, missingBytes: null, limitBytes: 50_000_000_000 },
  'too-large': { limitBytes: 52_428_800, count: 0 },
  names: { count: 0 },
  'mailbox-limit': { limit: null, mailboxes: 30 },
  'write-test': {
    date: 'kept',
    keyword: 'kept',
    large: 'kept',
    letters: 'kept',
    dot: 'kept',
    multiAppend: 'kept',
    copy: 'kept',
  },
};

/** All checks, in main's order: what is said of some, and passed for the others. */
export function sampleChecks(
  changes: Partial<Record<CheckId, Partial<CheckLine>>> = {},
  overrides: Partial<ChecksView> = {},
): ChecksView {
  const lines = checkId.options.map((id) => ({ ...passedLine(id), ...changes[id] }));
  const mayGoOn = lines.every(({ id, verdict, acknowledged }) =>
    verdict === 'open' ? id === 'write-test' : verdict === 'pass' || (verdict === 'warn' && acknowledged),
  );
  return { state: 'done', at: sampleNow, lines, mayGoOn, ...overrides };
}

/** Every warning there is, with its items. */
export const everyWarning: Partial<Record<CheckId, Partial<CheckLine>>> = {
  independent: {
    verdict: 'warn',
    values: { receiver: 'giant', domain: 'example.org', name: 'Gmail', host: 'aspmx.l.google.com' },
  },
  counted: {
    verdict: 'warn',
    values: { mailboxes: 24, messages: 21_000, bytes: null, refused: 2 },
    items: [{ mailbox: 'Shared/Board' }, { mailbox: 'Shared/<b>Taxes</b>' }],
  },
  'hidden-mail': { verdict: 'warn', values: { shown: 10_000, all: 18_250 } },
  'destination-empty': { verdict: 'warn', values: { messages: 312 } },
  room: { verdict: 'warn', values: { freeBytes: null, missingBytes: null, limitBytes: null } },
  'too-large': {
    verdict: 'warn',
    values: { limitBytes: 26_214_400, count: 2 },
    items: [
      { mailbox: 'Photos 2011', bytes: 31_000_000, date: '17-Jul-2011 02:44:25 -0700' },
      { mailbox: 'INBOX', bytes: 27_500_000, date: '' },
    ],
  },
  names: {
    verdict: 'warn',
    values: { count: 205 },
    items: [
      { from: 'Work/2019 (old)', to: 'Work-2019 (old)', reasons: 'delimiter-in-name,too-deep' },
      { from: 'work', to: 'work (2)', reasons: 'collision' },
    ],
  },
  'mailbox-limit': { verdict: 'warn', values: { limit: 20, mailboxes: 31 } },
  'write-test': {
    verdict: 'warn',
    values: {
      date: 'changed',
      keyword: 'refused',
      large: 'refused',
      letters: 'changed',
      dot: 'refused',
      multiAppend: null,
      copy: 'refused',
    },
    items: [{ name: 'Test 8c1f' }],
  },
};

/** Both mailboxes could be reached but for one. */
export const unreachable: ProblemView = {
  kind: 'connection-refused',
  side: 'destination',
  host: 'mail.example.org',
  user: 'ada@example.org',
  serverText: null,
  code: 'ECONNREFUSED',
  refusal: null,
  certificate: null,
  certificates: null,
  provider: null,
};
