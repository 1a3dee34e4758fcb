import { expect, test } from 'vitest';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { problemKind, type ProblemKind, type ProblemView } from '../../shared/ipc/problem-view.ts';
import type { RunView } from '../../shared/ipc/run-view.ts';
import { defaultRunOptions } from '../../shared/ipc/estimate-view.ts';
import { refuse } from './support/fake-bridge.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import {
  copyingMove,
  finishedRun,
  hostile,
  incompleteReceipt,
  mixedReceipt,
  sampleProblem,
  sampleRow,
  sampleRows,
} from './support/run-samples.ts';
import { sampleAccount, sampleMoveId, sampleNow, sampleProgress } from './support/samples.ts';

const paper = '.step__content';

/** The screen of a move; what it is pushed later replaces that. */
async function openCopying(first: MoveView, options: WindowOptions = {}): Promise<OpenWindow> {
  const answers = {
    mailboxRows: sampleRows(24),
    receipt: mixedReceipt(),
    startMove: { problem: null },
    pauseMove: undefined,
    goToStep: undefined,
    ...options.answers,
  };
  const window = await openWindow({ ...options, moves: [first], answers });
  // So that a time today is told as one.
  await window.page.clock.setFixedTime(sampleNow);
  return window;
}

test('the amount stands in words, figures and a bar', async () => {
  const { page } = await openCopying(copyingMove());
  const words = await page.locator(paper).innerText();
  expect(words).toContain('8,112 of 21,300 messages (38%)');
  expect(words).toContain('5.4 GB of 14 GB');
  expect(words).toContain('Time left: between 3 and 5 hours');
  expect(words).toContain('Archive 2019');
  const bar = page.getByRole('progressbar', { name: 'Copying' });
  expect(await bar.getAttribute('aria-valuenow')).toBe('8112');
  expect(await bar.getAttribute('aria-valuemax')).toBe('21300');
  expect(await bar.getAttribute('aria-valuetext')).toBe('8,112 of 21,300 messages, 38%');
});

test('a total that is not known has no bar value, and each stage its word', async () => {
  const { page, push } = await openCopying(copyingMove({ progress: sampleProgress({ stage: 'inspecting' }) }));
  const bar = page.getByRole('progressbar', { name: 'Looking at both mailboxes' });
  expect(await bar.getAttribute('aria-valuenow')).toBeNull();
  const stages = { indexing: 'Counting', comparing: 'Comparing', copying: 'Copying', verifying: 'Checking' } as const;
  for (const [stage, word] of Object.entries(stages)) {
    const progress = sampleProgress({ stage: stage as keyof typeof stages });
    await push('move', copyingMove({ progress }));
    await page.getByRole('progressbar', { name: word }).waitFor();
  }
});

test('a time is told only while it can be known, and never left standing', async () => {
  const { page, push } = await openCopying(copyingMove());
  const line = page.locator('.run__time');
  const told = async (run: Partial<RunView>): Promise<string> => {
    await push('move', copyingMove(run));
    return line.innerText();
  };
  const left = (timeLeft: NonNullable<RunView['progress']>['timeLeft']): Partial<RunView> => ({
    progress: sampleProgress({ timeLeft }),
  });
  expect(await told(left({ kind: 'too-early' }))).toBe('We can say how long it takes in a few minutes.');
  const since = sampleNow - 120_000;
  expect(await told(left({ kind: 'waiting', since }))).toBe('Waiting for an answer from the servers since 14:00');
  const slower = { kind: 'range', fromSeconds: 10_800, toSeconds: 18_000, slower: true } as const;
  expect(await told(left(slower))).toContain('It became slower');
  expect(await told(left({ kind: 'none' }))).toBe('');
  const wait = { reason: 'throttled', side: 'source', since, until: null, serverText: null } as const;
  expect(await told({ phase: 'waiting', wait })).toBe('Waiting for imap.gmail.com since 14:00');
  const limit = { ...wait, reason: 'daily-limit' } as const;
  expect(await told({ phase: 'waiting', wait: limit })).toBe('Waiting since 14:00 for the next daily amount');
  expect(await told({ phase: 'waiting', wait: { ...wait, reason: 'in-use', side: 'destination' } })).toBe(
    'Waiting since 14:00 for another move into this mailbox',
  );
  const broken = { ...wait, reason: 'interrupted' } as const;
  expect(await told({ phase: 'waiting', wait: broken })).toBe('Interrupted at imap.gmail.com since 14:00');
  expect(await told({ phase: 'waiting', wait: { ...broken, side: null } })).toBe(
    'Waiting for an answer from the servers since 14:00',
  );
  expect(await told({ phase: 'stopping' })).toBe('The message at hand is finished first.');
  expect(await told({ phase: 'paused' })).toBe('Nothing moves until you go on. Your progress is saved.');
});

test('each wait says since when, what for, and that there is nothing to do', async () => {
  const { page, push } = await openCopying(copyingMove());
  const banner = page.locator('.notice');
  const since = sampleNow - 120_000;
  const until = Date.UTC(2026, 10, 22, 3, 10);
  const wait = { since, until: null, side: null, serverText: null };
  const shown = async (given: RunView['wait']): Promise<string> => {
    await push('move', copyingMove({ phase: 'waiting', wait: given }));
    return banner.innerText();
  };
  const throttled = await shown({
    ...wait,
    reason: 'throttled',
    side: 'source',
    until,
    serverText: 'Daily limit reached',
  });
  expect(throttled).toContain('imap.gmail.com asks for patience. We continue: Sunday at 03:10');
  expect(throttled).toContain('Message from imap.gmail.com');
  expect(throttled).toContain('Daily limit reached');
  expect(throttled).toContain('Nothing to do');
  expect(await shown({ ...wait, reason: 'offline' })).toContain('No network since 14:00');
  const offline = await shown({ ...wait, reason: 'offline', side: 'destination', until });
  expect(offline).toContain('No connection to mail.example.org since 14:00');
  expect(offline).toContain('We try again by ourselves');
  expect(offline).toContain('Next attempt: Sunday at 03:10.');
  const interrupted = await shown({ ...wait, reason: 'interrupted', side: 'source', until, serverText: hostile });
  expect(interrupted).toContain('Interrupted at imap.gmail.com since 14:00');
  expect(interrupted).toContain('The old server broke off the connection, or gave no answer that makes sense.');
  expect(interrupted).toContain('Next attempt: Sunday at 03:10.');
  expect(interrupted).toContain('<img src=x');
  expect(interrupted).not.toMatch(/network|no connection/iu);
  expect(await page.locator('.notice img').count()).toBe(0);
  expect(await shown({ ...wait, reason: 'interrupted' })).toContain('Interrupted at your mail server since 14:00');
  const limit = await shown({ ...wait, reason: 'daily-limit', side: 'destination', until });
  expect(limit).toContain('The daily amount of mail.example.org is used up. We continue: Sunday at 03:10');
  expect(limit).toContain('It takes only so much mail in 24 hours.');
  const inUse = await shown({ ...wait, reason: 'in-use', side: 'destination' });
  expect(inUse).toContain('Another move is copying into this mailbox');
  expect(inUse).toContain('This move goes on by itself when that one has ended. Nothing to do.');
  expect(await shown({ ...wait, reason: 'battery' })).toContain('Waiting for mains power since 14:00');
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('every problem is told as something to act on, with a way on', async () => {
  const { page, push } = await openCopying(copyingMove());
  const notice = page.getByRole('alert');
  for (const kind of problemKind.options) {
    const problem = sampleProblem(kind, { serverText: `words of ${kind}` });
    await push('move', copyingMove({ phase: 'needs-you', problem }));
    await notice.getByText(`words of ${kind}`).waitFor({ state: 'attached' });
    expect(await notice.count(), kind).toBe(1);
    expect(await notice.getByRole('button').count(), kind).toBeGreaterThan(0);
  }
});

test('a full mailbox: go on, leave folders out, or open the host', async () => {
  const problem = sampleProblem('over-quota', { serverText: 'NO [OVERQUOTA] Mailbox is full' });
  const { page, sent } = await openCopying(copyingMove({ phase: 'needs-you', problem }));
  const notice = page.getByRole('alert');
  expect(await notice.innerText()).toContain('Your new mailbox is full');
  expect(await notice.innerText()).toContain('NO [OVERQUOTA] Mailbox is full');
  await notice.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
  await notice.getByRole('button', { name: 'Leave out folders' }).click();
  await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'folders' }]);
});

test.each([
  ['sign-in-refused', 'source', 'Sign in again', 'old-mailbox'],
  ['password-missing', 'destination', 'Sign in again', 'new-mailbox'],
  ['certificate', 'destination', 'Compare and decide', 'new-mailbox'],
] as const)('%s leads to the screen of its side', async (kind: ProblemKind, side, name, step) => {
  const problem = sampleProblem(kind, { side, certificate: kind === 'certificate' ? 'expired' : null });
  const { page, sent } = await openCopying(copyingMove({ phase: 'needs-you', problem }));
  await page.getByRole('alert').getByRole('button', { name }).click();
  await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMoveId, step }]);
});

test('who signed in through the browser is not asked for a password', async () => {
  const { page, push } = await openCopying(copyingMove());
  const told = async (kind: ProblemKind, refusal: ProblemView['refusal'], side: 'source' | 'destination') => {
    const problem = sampleProblem(kind, { side, refusal, host: 'imap.gmail.com' });
    await push('move', copyingMove({ phase: 'needs-you', problem }, { source: sampleAccount({ auth: 'oauth' }) }));
    return page.getByRole('alert').innerText();
  };
  for (const words of [
    await told('sign-in-refused', 'expired', 'source'),
    await told('password-missing', null, 'source'),
  ]) {
    expect(words).not.toMatch(/password/i);
    expect(words).toContain('Sign in through the browser again, and copying goes on where it was.');
  }
  expect(await told('password-missing', null, 'source')).toContain('The permission for imap.gmail.com is not here');
  // Another reason is not made up into an ended permission, and the other side has a password.
  expect(await told('sign-in-refused', 'account-locked', 'source')).toContain('has locked the account');
  expect(await told('password-missing', null, 'destination')).toContain('The password for');
});

test('a refused start is told where the button is', async () => {
  const answers = { startMove: { problem: sampleProblem('offline', { host: null, side: null }) } };
  const { page } = await openCopying(copyingMove({ phase: 'paused' }), { answers });
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('.run').getByRole('alert').waitFor();
});

test('pause, stopping, go on', async () => {
  const { page, push, sent } = await openCopying(copyingMove());
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => sent('pauseMove')).toEqual([{ move: sampleMoveId }]);
  await push('move', copyingMove({ phase: 'stopping' }));
  await page.locator('.run').getByText('Coming to a stop').first().waitFor();
  expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
  await push('move', copyingMove({ phase: 'paused' }));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
});

test('a paused verification goes on as one', async () => {
  const first = copyingMove({ phase: 'paused', job: 'verify-deep' });
  const { page, sent } = await openCopying(first, { answers: { startMove: { problem: null } } });
  await page.getByRole('button', { name: 'Go on' }).click();
  // Main knows at what it was paused.
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
});

test('a scheduled move says when, and can start now', async () => {
  const first = copyingMove({ phase: 'scheduled', startAt: Date.UTC(2026, 10, 22, 1, 0), progress: null });
  const { page, sent, push } = await openCopying(first, { answers: { chooseOptions: null } });
  await push('move', first);
  expect(await page.locator('.notice').innerText()).toContain('Copying starts by itself: Sunday at 01:00');
  await page.getByRole('button', { name: 'Start now' }).click();
  await expect.poll(() => sent('startMove')).toHaveLength(1);
  await expect.poll(() => sent('chooseOptions')[0]?.options.startAt).toBeNull();
});

test('a restart and a sleep are told, without anything to do', async () => {
  const slept = { from: Date.UTC(2026, 10, 20, 22, 10), to: Date.UTC(2026, 10, 21, 7, 30) };
  const run = { continuedAfterRestart: true, slept, progress: sampleProgress({ checkedAgain: 12 }) };
  const { page, push } = await openCopying(copyingMove());
  await push('move', copyingMove(run));
  const notes = await page.locator('.run-notes').innerText();
  expect(notes).toContain('Continued after a restart; 12 messages were checked again.');
  expect(notes).toContain('The computer slept from Friday at 22:10 to 07:30.');
});

test('a finished copy leads to the proof', async () => {
  const { page, sent } = await openCopying(copyingMove({}, { run: finishedRun() }));
  expect(await page.locator('.notice').innerText()).toContain(
    'Copying is finished: 21,300 messages are in the new mailbox',
  );
  await page.getByRole('button', { name: 'See the proof' }).click();
  await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'verification' }]);
});

test('a copy that left folders incomplete says so at its end', async () => {
  const { page } = await openCopying(copyingMove({}, { run: finishedRun({ incomplete: 2 }) }));
  expect(await page.locator('.notice--warn').innerText()).toContain(
    'But 2 folders are not complete. The next screen says why, and what you can do.',
  );
});

test('a folder that was given up is not called done, and is shown among the problems', async () => {
  const table = sampleRows(8, (row) => (row.index === 1 ? { ...row, isGivenUp: true } : row));
  const { page } = await openCopying(copyingMove({ progress: sampleProgress({ givenUp: 1 }) }), {
    answers: { mailboxRows: table, receipt: incompleteReceipt() },
  });
  const row = page.locator('.run-table__rows [role=row]').nth(1);
  expect(await row.locator('.run-table__cell--state').innerText()).toBe('Not done');
  expect(await page.locator('.run__facts').innerText()).toContain('1 folder could not be copied to its end');
  await page.getByText('Only what is not finished').click();
  await expect.poll(() => page.locator('.run-table__rows [role=row]').count()).toBe(6);
  await page.getByRole('button', { name: 'Show problems (1)' }).click();
  const list = page.locator('.run-problems__list');
  await list.getByRole('heading', { name: '6 folders are not complete' }).waitFor();
  expect(await list.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});

test('problems so far are read on demand, and again on demand', async () => {
  const { page, sent } = await openCopying(copyingMove({ progress: sampleProgress({ failed: 5 }) }));
  const button = page.getByRole('button', { name: 'Show problems (5)' });
  expect(sent('receipt')).toEqual([]);
  await button.click();
  const list = page.locator('.run-problems__list');
  await list.getByRole('heading', { name: 'Too large for the new server' }).waitFor();
  expect(await list.getByRole('button', { name: /eml|Try again/u }).count()).toBe(0);
  const before = sent('receipt').length;
  await list.getByRole('button', { name: 'Look again' }).click();
  await expect.poll(() => sent('receipt').length).toBe(before + 1);
});

test('screen readers hear states at once, tenths at most once a minute', async () => {
  const { page, push } = await openWindow({ moves: [copyingMove()], answers: { mailboxRows: sampleRows(3) } });
  const live = page.locator('.run [role=status]').last();
  await expect.poll(() => live.innerText()).toBe('Copying: 8,112 of 21,300 messages, 38%');
  await page.clock.install();
  const at = async (done: number, run: Partial<RunView> = {}): Promise<void> => {
    const progress = sampleProgress({ messages: { done, total: 1000 } });
    await push('move', copyingMove({ progress, ...run }));
  };
  await at(100, { phase: 'paused' });
  await page.clock.runFor(10);
  expect(await live.innerText()).toBe('Paused: 100 of 1,000 messages, 10%');
  await at(110);
  await page.clock.runFor(10);
  expect(await live.innerText()).toBe('Copying: 110 of 1,000 messages, 11%');
  await at(190);
  await page.clock.runFor(300_000);
  expect(await live.innerText()).toContain('11%');
  await at(200);
  await page.clock.runFor(10);
  expect(await live.innerText()).toContain('20%');
  await at(300);
  await page.clock.runFor(30_000);
  await at(400);
  await page.clock.runFor(29_000);
  expect(await live.innerText()).toContain('20%');
  await page.clock.runFor(1_500);
  expect(await live.innerText()).toContain('40%');
});

test('ten thousand folders leave the page small, and all can be reached', async () => {
  const { page, push } = await openCopying(copyingMove(), { answers: { mailboxRows: sampleRows(10_000) } });
  const rows = page.locator('.run-table__rows [role=row]');
  await rows.first().waitFor();
  expect(await rows.count()).toBeLessThan(60);
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
  await page.locator('.run-table__frame').evaluate((frame) => frame.scrollTo(0, frame.scrollHeight));
  await expect.poll(() => rows.last().getAttribute('aria-rowindex')).toBe('10001');
  const changed = sampleRow(9_999, { from: 'The very last', phase: 'copying', done: 5, total: 7 });
  await push('mailboxRows', { move: sampleMoveId, total: 10_000, rows: [changed] });
  await expect.poll(() => rows.last().innerText()).toContain('The very last');
  expect(await rows.last().innerText()).toContain('5 / 7');
  expect(await rows.count()).toBeLessThan(60);
});

test('a folder is named by its path: its last part stays in sight, and a new name is told only where the path changed', async () => {
  const deep = 'Projects › House in the country › Letters of the neighbours about the hedge › Answers';
  const names: readonly (readonly [string, string])[] = [
    ['Projects › House', 'Projects › House'],
    [deep, `Old mail › ${deep}`],
  ];
  const answers = {
    mailboxRows: sampleRows(2, (row) => {
      const [from, to] = names[row.index] ?? [row.from, row.to];
      return { ...row, from, to };
    }),
  };
  const { page } = await openCopying(copyingMove(), { answers, width: 760 });
  const rows = page.locator('.run-table__rows [role=row]');
  await expect.poll(() => rows.count()).toBe(2);
  expect(await rows.nth(0).locator('.run-table__to').count()).toBe(0);
  expect(await rows.nth(1).locator('.run-table__to').textContent()).toBe(`new name: Old mail › ${deep}`);
  const lasts = rows.nth(1).locator('.folder-path__last');
  expect(await lasts.allTextContents()).toEqual([' › Answers', ' › Answers']);
  for (const last of await lasts.all()) {
    const { left, right, isWhole } = await last.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return { left: box.left, right: box.right, isWhole: element.scrollWidth <= element.clientWidth + 1 };
    });
    const cell = await rows.nth(1).locator('.run-table__cell--folder').boundingBox();
    expect(isWhole).toBe(true);
    expect(left).toBeGreaterThanOrEqual(cell?.x ?? 0);
    expect(right).toBeLessThanOrEqual((cell?.x ?? 0) + (cell?.width ?? 0) + 1);
  }
});

test('the table shows only what is not finished, on demand', async () => {
  const { page, push } = await openCopying(copyingMove(), { answers: { mailboxRows: sampleRows(8) } });
  const rows = page.locator('.run-table__rows [role=row]');
  await expect.poll(() => rows.count()).toBe(8);
  await page.getByText('Only what is not finished').click();
  await expect.poll(() => rows.count()).toBe(5);
  const rest = sampleRows(8).rows.map((row) => ({ ...row, phase: 'done' as const }));
  await push('mailboxRows', { move: sampleMoveId, total: 8, rows: rest });
  await page.getByText('All folders are finished.').waitFor();
});

test('more folders than before: all are asked for again', async () => {
  let total = 3;
  const { page, push, sent } = await openCopying(copyingMove(), { answers: { mailboxRows: () => sampleRows(total) } });
  const rows = page.locator('.run-table__rows [role=row]');
  await expect.poll(() => rows.count()).toBe(3);
  total = 5;
  const before = sent('mailboxRows').length;
  await push('mailboxRows', { move: sampleMoveId, total: 5, rows: [sampleRow(4)] });
  await expect.poll(() => rows.count()).toBe(5);
  await expect.poll(() => sent('mailboxRows').length).toBe(before + 1);
});

test('names and words of servers are text, whatever they contain', async () => {
  const wait = { reason: 'throttled', side: 'source', since: sampleNow, until: null, serverText: hostile } as const;
  const progress = sampleProgress({ current: [hostile], recent: [hostile] });
  const answers = { mailboxRows: sampleRows(2, (row) => ({ ...row, from: hostile, to: `${hostile}2` })) };
  const { page, push } = await openCopying(copyingMove({ phase: 'waiting', wait, progress }), { answers });
  await page.locator('.run-table__rows [role=row]').first().waitFor();
  const shown = page.locator('bdi', { hasText: '<img src=x' });
  // Both names of two rows, the last folder, and what the server said.
  expect(await shown.count()).toBe(6);
  await push('move', copyingMove({ progress }));
  await page.locator('.server-words').waitFor({ state: 'detached' });
  expect(await shown.count()).toBe(6);
  expect(await page.locator('img, .step__content b').count()).toBe(0);
  expect(await page.title()).not.toBe('1');
});

test('recent mail that goes first has its line, and then a time', async () => {
  const { page, push } = await openCopying(copyingMove());
  expect(await page.locator('.run__recent').count()).toBe(0);
  const line = async (recent: RunView['recent']): Promise<string> => {
    await push('move', copyingMove({ recent }));
    return page.locator('.run__recent').innerText();
  };
  const copying = { kind: 'copying', done: 812, total: 2_100, isCounted: true } as const;
  expect(await line(copying)).toBe('First the last 90 days: 812 of 2,100 messages');
  expect(await line({ ...copying, isCounted: false })).toBe(
    'First the last 90 days: 812 of at least 2,100 messages. Some folders are still to be counted.',
  );
  const there = 'The last 90 days have been in your new mailbox since 13:47. The older mail follows.';
  const status = page.locator('.run [role=status]').filter({ hasText: there });
  expect(await status.count()).toBe(0);
  expect(await line({ kind: 'there', at: sampleNow - 900_000 })).toBe(there);
  // Said aloud, too.
  expect(await status.count()).toBe(1);
});

test('the speed limit can be changed while it runs', async () => {
  const options = { ...defaultRunOptions, hoursPerDay: 8, recentFirst: true };
  const answers = { chooseOptions: null };
  const { page, push, sent } = await openCopying(copyingMove({}, { options }), { answers });
  await page.getByText('Speed limit: none').click();
  await page.getByLabel('Speed limit', { exact: true }).selectOption('5 Mbit/s');
  const wanted = { ...options, bytesPerSecond: 625_000 };
  // Everything else that was chosen stays.
  await expect.poll(() => sent('chooseOptions')).toEqual([{ move: sampleMoveId, options: wanted }]);
  await push('move', copyingMove({}, { options: wanted }));
  await page.getByText('Speed limit: 5 Mbit/s').waitFor();
  expect(sent('pauseMove')).toEqual([]);
  await push('move', copyingMove({}, { run: finishedRun() }));
  await expect.poll(() => page.getByText('Speed limit').count()).toBe(0);
});

test('a speed limit that main does not take is told', async () => {
  const { page } = await openCopying(copyingMove(), { answers: { chooseOptions: () => refuse() } });
  await page.getByText('Speed limit: none').click();
  await page.getByLabel('Speed limit', { exact: true }).selectOption('1 Mbit/s');
  await page.locator('.run__speed').getByRole('alert').waitFor();
  await page.getByText('Speed limit: none').waitFor();
});
