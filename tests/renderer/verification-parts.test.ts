import { expect, test } from 'vitest';
import type { ReceiptView } from '../../shared/ipc/receipt-view.ts';
import { groupExceptions, remediesOf, sideOf } from '../../renderer/wizard/verification/group-exceptions.ts';
import { headerDate } from '../../renderer/wizard/verification/header-date.ts';
import { differenceOf, remarksOf } from '../../renderer/wizard/verification/remarks.ts';
import { rosettePath } from '../../renderer/wizard/verification/rosette.ts';
import { sampleShows } from '../../renderer/wizard/verification/sample-shows.ts';
import { firstStep, sampleSteps } from '../../renderer/wizard/verification/sample-steps.ts';
import { depthOf, sumUp } from '../../renderer/wizard/verification/verdict.ts';
import { receiptMailbox, sampleException, sampleReceipt, sampleShortfall } from './support/run-samples.ts';

const noSkips = { 'before-since': 0, 'after-until': 0, 'over-max-size': 0, 'gone-at-source': 0 };

test('what matters most decides the verdict', () => {
  const verdict = (totals: object, shortfalls: ReceiptView['shortfalls'] = []) =>
    sumUp(sampleReceipt({ totals, shortfalls })).verdict;
  expect(verdict({})).toBe('all');
  expect(verdict({ altered: 2 })).toBe('altered');
  expect(verdict({ altered: 2, failed: 1 })).toBe('failed');
  expect(verdict({ altered: 2, failed: 1 }, [sampleShortfall()])).toBe('incomplete');
  const twice = [{ mailbox: 'INBOX', messages: 60, doubled: 60, isCounted: true }];
  expect(sumUp(sampleReceipt({ newcomers: twice }))).toMatchObject({ verdict: 'doubled', doubled: 60 });
  expect(sumUp(sampleReceipt({ totals: { altered: 2 }, newcomers: twice })).verdict).toBe('altered');
  expect(
    sumUp(sampleReceipt({ newcomers: [{ mailbox: 'INBOX', messages: 3, doubled: 0, isCounted: true }] })).verdict,
  ).toBe('all');
  expect(verdict({}, [sampleShortfall({ messages: 0 })])).toBe('incomplete');
  expect(verdict({}, [sampleShortfall({ messages: null })])).toBe('incomplete');
  expect(verdict({}, [sampleShortfall(), sampleShortfall({ reason: 'not-looked-into' })])).toBe('waiting');
  expect(verdict({ altered: 2, failed: 1, waiting: 3 }, [sampleShortfall()])).toBe('waiting');
});

test('what is missing of folders counts among what did not arrive, and nothing twice', () => {
  const shortfalls = [
    sampleShortfall({ messages: 12 }),
    sampleShortfall({ reason: 'hidden', messages: 30 }),
    sampleShortfall({ mailbox: 'Travel', reason: 'shared-uid', side: 'destination', messages: 2 }),
  ];
  const sum = sumUp(sampleReceipt({ totals: { failed: 1 }, shortfalls }));
  // Two that are said to be there and are not, of the 7,200 that are counted as arrived.
  expect(sum).toMatchObject({ arrived: 7_198, failed: 45, folders: 2, isCounted: true });
  expect(sumUp(sampleReceipt({ shortfalls: [sampleShortfall({ messages: null })] })).isCounted).toBe(false);
});

test('a depth is claimed only for all that arrived', () => {
  const { totals } = sampleReceipt();
  expect(depthOf({ ...totals, compared: totals.verified })).toBe('deep');
  expect(depthOf({ ...totals, compared: 200, comparedAtRandom: 200 })).toBe('sample');
  expect(depthOf(totals)).toBe('quick');
  expect(depthOf({ ...totals, verified: totals.verified - 1, compared: 3 })).toBe('part');
  expect(depthOf({ ...totals, verified: 0 })).toBe('none');
});

test('samples come in sizes that are easy to say, up to all', () => {
  expect(sampleSteps(21_297)).toEqual([20, 50, 100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 21_297]);
  expect(sampleSteps(300)).toEqual([20, 50, 100, 200, 300]);
  expect(sampleSteps(9)).toEqual([9]);
  const steps = sampleSteps(21_297);
  expect(steps[firstStep(steps, null)]).toBe(300);
  expect(steps[firstStep(steps, 1_000)]).toBe(1_000);
  expect(steps[firstStep(steps, 1_000_000)]).toBe(21_297);
  expect(firstStep(sampleSteps(40), null)).toBe(1);
});

test('what a sample shows is worked out, and never promised too much', () => {
  const shows = sampleShows(300, 21_297);
  expect(shows?.oneIn).toBe(100);
  // Without putting back, a little more than 1 - 0.99^300.
  expect(shows?.certainty).toBeGreaterThan(1 - 0.99 ** 300);
  expect(shows?.certainty).toBeLessThan(0.96);
  expect(sampleShows(200, 21_297)?.oneIn).toBe(50);
  expect(sampleShows(20, 1_000_000)?.oneIn).toBe(5);
  expect(sampleShows(20, 21)).toEqual({ oneIn: 20, certainty: expect.closeTo(20 / 21, 10) as number });
  expect(sampleShows(1, 1_000)).toBeNull();
  for (const total of [21, 64, 500, 3_333]) {
    for (const bodies of sampleSteps(total).slice(0, -1)) {
      const found = sampleShows(bodies, total);
      if (found) expect(found.certainty).toBeGreaterThanOrEqual(0.95);
    }
  }
});

test('every difference of a folder is explained', () => {
  const mailbox = receiptMailbox('Travel', {
    to: 'Journeys',
    messages: 100,
    copied: 60,
    alreadyThere: 10,
    failed: 8,
    skipped: 12,
    waiting: 10,
    altered: 3,
    droppedKeywords: 2,
    renamed: ['collision', 'too-long'],
  });
  expect(differenceOf(mailbox)).toBe(30);
  const remarks = remarksOf(mailbox, { ...noSkips, 'before-since': 12 });
  expect(remarks).toEqual([
    { kind: 'failed', count: 8 },
    { kind: 'waiting', count: 10 },
    { kind: 'skipped', by: 'before-since', count: 12 },
    { kind: 'altered', count: 3 },
    { kind: 'alreadyThere', count: 10 },
    { kind: 'keywords', count: 2 },
    { kind: 'renamed', reason: 'collision' },
    { kind: 'renamed', reason: 'too-long' },
  ]);
  const [first] = remarksOf(receiptMailbox('Travel', { isIncomplete: true }), noSkips);
  expect(first).toEqual({ kind: 'incomplete' });
});

test('a reason is not guessed where there were several', () => {
  const mailbox = receiptMailbox('Travel', { skipped: 3 });
  const [remark] = remarksOf(mailbox, { ...noSkips, 'before-since': 12, 'gone-at-source': 1 });
  expect(remark).toEqual({ kind: 'skipped', by: 'several', count: 3 });
});

test('exceptions are grouped by what can be done about them', () => {
  const kinds = [
    'too-big',
    'refused',
    'limit',
    'over-quota',
    'name-refused',
    'unreadable-at-source',
    'gone-at-source',
    'missing',
    'connection-lost',
    // Not a reason, however JavaScript looks it up.
    'constructor',
  ];
  const exceptions = kinds.map((kind, uid) => sampleException(uid, { kind, flaw: null }));
  const altered = sampleException(99, { outcome: 'altered', kind: 'altered', differs: ['date'] });
  const groups = groupExceptions([...exceptions, altered]);
  expect(groups.map(({ reason, messages }) => [reason, messages.length])).toEqual([
    ['too-large', 1],
    ['no-room', 1],
    ['refused', 2],
    ['folder', 1],
    ['damaged', 1],
    ['gone', 1],
    ['missing', 1],
    ['other', 2],
    ['changed', 1],
  ]);
});

test('exceptions are grouped by the server that is at fault', () => {
  const failed = (uid: number, kind: string, side: 'source' | 'destination') =>
    sampleException(uid, { kind, side, flaw: null });
  const groups = groupExceptions([
    failed(1, 'connection-lost', 'source'),
    failed(2, 'silence', 'source'),
    failed(3, 'protocol', 'destination'),
    failed(4, 'refused', 'source'),
    failed(5, 'refused', 'destination'),
    failed(6, 'kept-once', 'destination'),
    sampleException(7, { outcome: 'altered', kind: 'altered', side: 'source', flaw: null, differs: ['date'] }),
    sampleException(8, { outcome: 'altered', kind: 'altered', flaw: null, differs: ['date'] }),
  ]);
  expect(groups.map(({ reason, messages }) => [reason, messages.map(({ uid }) => uid), sideOf(reason)])).toEqual([
    ['refused', [5], 'destination'],
    ['damaged', [4], 'source'],
    ['broken-old', [1, 2], 'source'],
    ['broken-new', [3], 'destination'],
    ['kept-once', [6], 'destination'],
    ['changed', [8], 'destination'],
    ['undated', [7], 'source'],
  ]);
  expect(remediesOf('broken-old')).toEqual({ retry: true, save: false });
  expect(remediesOf('undated')).toEqual({ retry: false, save: false });
});

test('what is not yet there has groups of its own: broken connections, and messages too large for them', () => {
  const lost = { kind: 'connection-lost', side: 'destination', flaw: null } as const;
  const groups = groupExceptions([
    sampleException(1, { ...lost, outcome: 'not-yet' }),
    sampleException(2, { ...lost, outcome: 'not-yet', large: true }),
    sampleException(3, { ...lost, outcome: 'failed', large: true }),
    sampleException(4, { ...lost, outcome: 'failed' }),
  ]);
  expect(groups.map(({ reason, messages }) => [reason, messages.map(({ uid }) => uid)])).toEqual([
    ['not-yet', [1]],
    ['large-for-link', [2, 3]],
    ['broken-new', [4]],
  ]);
  expect(remediesOf('not-yet')).toEqual({ retry: true, save: true });
});

test('what servers refuse by its form has a group for each flaw, and for each form in which it arrived', () => {
  const refused = { kind: 'message-refused', serverText: null } as const;
  const groups = groupExceptions([
    sampleException(1, { ...refused, flaw: 'line-ends' }),
    sampleException(2, { ...refused, flaw: 'nul' }),
    sampleException(3, { ...refused, flaw: 'other' }),
    sampleException(4, { outcome: 'altered', kind: 'altered', flaw: null, treatment: 'wrap' }),
    sampleException(5, { outcome: 'altered', kind: 'altered', flaw: null, treatment: 'repair' }),
  ]);
  expect(groups.map(({ reason, flaw }) => [reason, flaw])).toEqual([
    ['nul', 'nul'],
    ['line-ends', 'line-ends'],
    ['refused', 'other'],
    ['repaired', null],
    ['wrapped', null],
  ]);
  expect(groups.map(({ reason }) => remediesOf(reason).retry)).toEqual([true, true, true, false, false]);
});

test('words that a server said to all are quoted once, others with their message', () => {
  const [same] = groupExceptions([sampleException(1), sampleException(2)]);
  expect(same?.serverText).toBe('[TOOBIG] Message exceeds the limit of 50 MB');
  const [mixed] = groupExceptions([sampleException(1), sampleException(2, { serverText: 'no' })]);
  expect(mixed?.serverText).toBeNull();
});

test('only what may help is offered', () => {
  expect(remediesOf('too-large')).toEqual({ retry: false, save: true });
  expect(remediesOf('gone')).toEqual({ retry: false, save: false });
  expect(remediesOf('changed')).toEqual({ retry: false, save: true });
  expect(remediesOf('refused')).toEqual({ retry: true, save: true });
});

test('dates of headers and servers are read, what is no date is not', () => {
  expect(headerDate('Tue, 12 Mar 2019 10:14:00 +0100')).toBe(Date.UTC(2019, 2, 12, 9, 14));
  expect(headerDate('12-Mar-2019 10:14:00 +0100')).toBe(Date.UTC(2019, 2, 12, 9, 14));
  expect(headerDate(' 2-Mar-2019 10:14:00 +0100')).toBe(Date.UTC(2019, 2, 2, 9, 14));
  expect(headerDate('yesterday')).toBeNull();
  expect(headerDate('Tue, 19 Jan 2238 10:14:00 +0000')).toBeNull();
});

test('the rosette is one closed line that stays in its ring', () => {
  const path = rosettePath(4, { middle: 40, swing: 5 });
  expect(path.startsWith('M')).toBe(true);
  expect(path.endsWith('Z')).toBe(true);
  const radii = path
    .slice(1, -1)
    .split('L')
    .map((point) => Math.hypot(...point.split(' ').map(Number)));
  expect(Math.min(...radii)).toBeGreaterThanOrEqual(34.99);
  expect(Math.max(...radii)).toBeLessThanOrEqual(45.01);
});
