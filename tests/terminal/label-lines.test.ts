import { expect, test } from 'vitest';
import { labelLines } from '../../main/terminal/label-lines.ts';

test('labels are told with what each way comes to', () => {
  const labels = {
    strategy: 'primary',
    allMail: '[Gmail]/All Mail',
    unlabelled: true,
    messages: 21_300,
    bytes: 14_000_000_000,
    shown: 34_912,
    shownBytes: 22_000_000_000,
    results: {
      folders: { messages: 34_912, bytes: 22_000_000_000 },
      primary: { messages: 21_300, bytes: 14_000_000_000 },
      archive: { messages: 21_300, bytes: null },
    },
    exact: true,
  } as const;
  expect(labelLines({ labels, gmail: null })).toEqual([
    'Gmail: 21,300 messages, shown 34,912 times under labels; each is downloaded once.',
    '--labels folders: as in Gmail, a folder for each label: 34,912 messages, 22 GB.',
    '--labels primary: each message once, in its most specific label: 21,300 messages, 14 GB (chosen).',
    '--labels archive: each message once, all in one folder: 21,300 messages.',
  ]);
});

test('what Gmail hides is named, and nothing is said of other accounts', () => {
  expect(labelLines({ labels: null, gmail: null })).toEqual([]);
  const gmail = { hiddenLabels: ['Se\u202Ecret'], allMailMissing: true, limited: ['Work'] };
  expect(labelLines({ labels: null, gmail })).toEqual([
    '"All Mail" is not shown in IMAP: mail without a label cannot be copied.',
    'Labels not shown in IMAP: Secret.',
    "Gmail's folder size limit may hide older mail in: Work.",
  ]);
});
