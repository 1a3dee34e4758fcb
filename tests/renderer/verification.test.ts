import { expect, test } from 'vitest';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../shared/ipc/receipt-view.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import {
  copyingRun,
  hostile,
  incompleteReceipt,
  mixedReceipt,
  receiptMailbox,
  sampleException,
  sampleProblem,
  sampleReceipt,
  sampleShortfall,
  verificationMove,
} from './support/run-samples.ts';
import { sampleMoveId, sampleProgress } from './support/samples.ts';
import { refuse } from './support/fake-bridge.ts';

interface Opened extends OpenWindow {
  readonly group: (name: string) => ReturnType<OpenWindow['page']['locator']>;
}

async function openVerification(
  receipt: ReceiptView | null,
  options: WindowOptions & { readonly move?: MoveView } = {},
): Promise<Opened> {
  const { move = verificationMove(), answers, ...rest } = options;
  const window = await openWindow({
    ...rest,
    moves: [move],
    answers: { receipt, goToStep: undefined, startMove: { problem: null }, verifyMove: { problem: null }, ...answers },
  });
  const group: Opened['group'] = (name) =>
    window.page.locator('.exception-group', { has: window.page.getByRole('heading', { name }) });
  return { ...window, group };
}

test.each([
  [{}, 'All 7,200 messages arrived.', 'found again in the new mailbox'],
  [{ copied: 7_197, failed: 3 }, '7,197 messages arrived. 3 did not, here is why.', 'still in the old mailbox'],
  [
    { altered: 40 },
    'All 7,200 messages arrived. 40 of them are not exactly as they were.',
    'rewrite parts of a message',
  ],
  [{ copied: 200, waiting: 7_000 }, '7,000 messages are still to come.', '200 messages arrived so far'],
  [{ messages: 0, copied: 0, verified: 0 }, 'There was no message to move.', ''],
] as const)('the verdict %j', async (totals, headline, meaning) => {
  const { page } = await openVerification(sampleReceipt({ totals }));
  const certificate = page.locator('.certificate');
  expect(await certificate.getByRole('heading').innerText()).toBe(headline);
  expect(await certificate.innerText()).toContain(meaning);
  expect(await certificate.innerText()).toContain('ada@gmail.com');
});

test('what came in meanwhile is told folder by folder, and what is there twice decides the verdict', async () => {
  const newcomers = [
    { mailbox: 'INBOX', messages: 63, doubled: 60, isCounted: true },
    { mailbox: hostile, messages: 1, doubled: 0, isCounted: true },
  ];
  const { page } = await openVerification(sampleReceipt({ newcomers }));
  expect(await page.locator('.certificate').getByRole('heading').innerText()).toBe(
    'All 7,200 messages arrived. 60 of them are there twice.',
  );
  const section = page.getByRole('region', { name: 'Came in from elsewhere' });
  const [inbox, other] = await section.getByRole('listitem').allInnerTexts();
  expect(inbox).toContain('60 messages are there twice: another computer or program brought them, too');
  expect(inbox).toContain('3 messages came in from elsewhere since this move began');
  expect(other).toContain('1 message came in from elsewhere');
  expect(await section.locator('img').count()).toBe(0);
});

test('what still has to come can go on', async () => {
  const { page, sent } = await openVerification(sampleReceipt({ totals: { copied: 200, waiting: 7_000 } }));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
});

test('three levels say what they prove, and can be asked for', async () => {
  const { page, sent } = await openVerification(sampleReceipt());
  const levels = page.locator('.level');
  expect(await levels.allInnerTexts()).toEqual([
    expect.stringContaining('Proved'),
    expect.stringContaining('Proved'),
    expect.stringContaining('Not done'),
  ]);
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect
    .poll(() => sent('verifyMove').map(({ depth }) => depth))
    .toEqual(['quick', { kind: 'sample', bodies: 300 }]);
});

test('a slider says how many messages are compared, what is read for it and what it shows', async () => {
  const { page, sent } = await openVerification(sampleReceipt());
  const slider = page.getByRole('slider', { name: 'How many messages to compare' });
  const level = page.locator('.level').nth(2);
  const says = (): Promise<string | null> => slider.getAttribute('aria-valuetext');
  expect(await says()).toBe('300 of 7,200 messages, about 13 MB');
  const shows = page.locator(`[id="${(await slider.getAttribute('aria-describedby')) ?? ''}"]`);
  expect(await shows.innerText()).toBe(
    'If one message in 100 were damaged, 300 compared ones would show it with 95% certainty.',
  );
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  expect(await says()).toBe('200 of 7,200 messages, about 8.9 MB');
  expect(await level.innerText()).toContain('200 of 7,200 messages, about 8.9 MB');
  expect(await shows.innerText()).toContain('If one message in 50 were damaged, 200 compared ones');
  await page.keyboard.press('Home');
  expect(await says()).toContain('20 of 7,200 messages');
  await page.keyboard.press('End');
  expect(await says()).toBe('7,200 of 7,200 messages, about 320 MB');
  expect(await shows.innerText()).toContain('Every message is compared.');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect.poll(() => sent('verifyMove').map(({ depth }) => depth)).toEqual(['deep']);
});

test('so few messages that all are compared need no slider', async () => {
  const { page, sent } = await openVerification(
    sampleReceipt({ mailboxes: [receiptMailbox('INBOX', { messages: 9, copied: 9, verified: 9, bytes: 90_000 })] }),
  );
  await page.getByText('9 of 9 messages, about 90 kB').waitFor();
  expect(await page.getByRole('slider').count()).toBe(0);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect.poll(() => sent('verifyMove').map(({ depth }) => depth)).toEqual(['deep']);
});

test.each([
  [
    { compared: 200, comparedAtRandom: 200 },
    'Every message was identified; 200 of 7,200 were compared byte for byte, chosen at random.',
  ],
  [{ compared: 203, comparedAtRandom: 200 }, '203 of 7,200 were compared byte for byte, 200 of them chosen at random.'],
  [{ compared: 40 }, 'Every message was identified; 40 of 7,200 were compared byte for byte.'],
  [
    { compared: 7_200, comparedAtRandom: 200 },
    'Each message was read back from the new mailbox and compared byte by byte with the old one.',
  ],
  [
    { verified: 7_000, compared: 200, comparedAtRandom: 200 },
    '200 of 7,200 messages were compared byte for byte, chosen at random.',
  ],
])('what was compared is said as it was: %j', async (totals, meaning) => {
  const { page } = await openVerification(sampleReceipt({ totals }));
  expect(await page.locator('.certificate__meaning').innerText()).toContain(meaning);
  const chip = page.locator('.level').nth(2).locator('.chip');
  const isAll = totals.compared === 7_200;
  expect(await chip.innerText()).toContain(isAll ? 'Proved' : `${String(totals.compared)} of 7,200 compared`);
});

test('the receipt has its day, also when that is today', async () => {
  const { page } = await openVerification(sampleReceipt({ createdAt: Date.UTC(2026, 10, 21, 23, 6) }));
  expect(await page.locator('.certificate').innerText()).toContain('November 21, 2026 at 23:06');
});

test('a verification under way is shown as the copy is, and read anew at its end', async () => {
  const check = { what: 'compared', done: 5_325, total: 21_300 } as const;
  const progress = sampleProgress({ messages: { done: 21_300, total: 21_300 }, verified: 21_300, check });
  const run = copyingRun({ job: 'verify-deep', progress });
  const { page, push, sent } = await openVerification(sampleReceipt(), { move: verificationMove(run) });
  const bar = page.getByRole('progressbar', { name: 'Checking' });
  expect(await bar.getAttribute('aria-valuetext')).toBe('5,325 of 21,300 messages compared byte for byte, 25%');
  // Folders and bytes were complete before: they say nothing about now.
  expect(await page.locator('.run').innerText()).not.toMatch(/folders|GB/);
  expect(await page.locator('.certificate').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'What now?' }).count()).toBe(0);
  await page.locator('.level').nth(2).getByText('Under way').waitFor();
  expect(await page.getByRole('button', { name: 'Compare' }).isDisabled()).toBe(true);
  const before = sent('receipt').length;
  await push('move', verificationMove({ verified: 'deep' }));
  await page.locator('.certificate').waitFor();
  await expect.poll(() => sent('receipt').length).toBe(before + 1);
});

test('each folder tells both names, both numbers and why they differ', async () => {
  const { page } = await openVerification(mixedReceipt());
  const row = page.locator('.receipt-table__row', { hasText: 'Travel' });
  const cells = (await row.locator('[role=cell]').allInnerTexts()).map((text) => text.trim());
  expect(cells[0]).toBe('Travel');
  expect(cells.slice(1, 4)).toEqual(['640', '628', '-12']);
  expect(cells[4]).toContain('12 are older than the date you chose');
  expect(cells[4]).toContain('30 were there already');
  const work = page.locator('.receipt-table__row', { hasText: 'Work/Projects' });
  expect(await work.innerText()).toContain('the old one contains the separator of the new server');
  expect(await work.innerText()).toContain('2 keywords are not kept by the new server');
  await page.getByText('Only folders with a remark').click();
  await expect.poll(() => page.locator('.receipt-table__row').count()).toBe(6);
});

test('folders left out are named with the reason', async () => {
  const { page } = await openVerification(mixedReceipt());
  await page.getByText('3 folders were left out').click();
  const list = await page.locator('.left-behind__list').innerText();
  expect(list).toContain('[Gmail]/Spam');
  expect(list).toContain('shows messages of other folders');
  expect(list).toContain('20,011 messages');
});

test('a hundred folders at a time', async () => {
  const mailboxes = Array.from({ length: 250 }, (_, index) => receiptMailbox(`Folder ${String(index)}`));
  const { page } = await openVerification(sampleReceipt({ mailboxes }));
  const rows = page.locator('.receipt-table__row');
  await expect.poll(() => rows.count()).toBe(101);
  await page.getByRole('button', { name: 'Show 100 more' }).click();
  await page.getByRole('button', { name: 'Show 50 more' }).click();
  await expect.poll(() => rows.count()).toBe(251);
  expect(await page.getByRole('button', { name: 'more' }).count()).toBe(0);
});

test('a group can be tried again where that may help', async () => {
  const { group, sent } = await openVerification(mixedReceipt());
  expect(await group('Too large').getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await group('Refused by').getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
});

test('messages are saved as files, and what came of it stays on the screen', async () => {
  const outcome = { saved: true, problem: null, written: 1, missing: 1 };
  const { group, sent } = await openVerification(mixedReceipt(), { answers: { saveMessages: outcome } });
  await group('Too large').getByRole('button', { name: 'Save as .eml' }).click();
  await expect
    .poll(() => group('Too large').getByRole('status').innerText())
    .toBe('1 message was saved. 1 could not be read from the old mailbox any more.');
  await expect
    .poll(() => sent('saveMessages'))
    .toEqual([
      {
        move: sampleMoveId,
        messages: [
          { source: 'INBOX', uid: 1 },
          { source: 'INBOX', uid: 2 },
        ],
      },
    ]);
});

test('a changed mind and a full disk are told too', async () => {
  let outcome = { saved: false, problem: null, written: 0, missing: 0 } as const;
  const { group } = await openVerification(mixedReceipt(), { answers: { saveMessages: () => outcome } });
  const save = group('Too large').getByRole('button', { name: 'Save as .eml' });
  await save.click();
  await expect.poll(() => group('Too large').getByRole('status').innerText()).toBe('Nothing was saved.');
  outcome = { ...outcome, problem: sampleProblem('disk-full') } as unknown as typeof outcome;
  await save.click();
  await group('Too large').getByRole('alert').waitFor();
});

test('five hundred and more exceptions: the first are shown, and it is said', async () => {
  const exceptions = Array.from({ length: 500 }, (_, uid) => sampleException(uid + 1));
  const { page, sent } = await openVerification(sampleReceipt({ exceptions, exceptionCount: 731 }), {
    answers: { saveMessages: { saved: true, problem: null, written: 500, missing: 0 } },
  });
  await page.getByText('The first 500 are shown').waitFor();
  expect(await page.locator('.exception').count()).toBe(20);
  await page.getByRole('button', { name: 'Save as .eml' }).click();
  await expect.poll(() => sent('saveMessages')[0]?.messages.length).toBe(500);
});

test.each([
  ['Save as a page', 'The page was saved.', 'saveReceipt', { format: 'html' }],
  ['Save as data (JSON)', 'The data was saved.', 'saveReceipt', { format: 'json' }],
  ['Print', 'The receipt was given to the printer.', 'printReceipt', {}],
] as const)('the receipt: %s', async (name, told, request, input) => {
  const answer = { saved: true, problem: null };
  const { page, sent } = await openVerification(sampleReceipt(), {
    answers: { saveReceipt: answer, printReceipt: answer },
  });
  await page.getByRole('button', { name }).click();
  await expect.poll(() => page.locator('.keep-receipt__outcome').innerText()).toBe(told);
  await expect.poll(() => sent(request)).toEqual([{ move: sampleMoveId, ...input }]);
});

test('a receipt that is not there, or cannot be read', async () => {
  const { page, sent } = await openVerification(null);
  await page.getByRole('button', { name: 'Go to copying' }).click();
  await expect.poll(() => sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'copying' }]);
  let answer: () => ReceiptView = refuse;
  const other = await openVerification(null, { answers: { receipt: () => answer() } });
  await other.page.getByRole('alert').getByText('could not be read').waitFor();
  answer = () => sampleReceipt();
  await other.page.getByRole('button', { name: 'Try again' }).click();
  await other.page.locator('.certificate').waitFor();
});

test('folders that are not complete stand first, each with number, reason, the server’s words and the next step', async () => {
  const { page, sent } = await openVerification(incompleteReceipt());
  expect(await page.locator('.certificate').getByRole('heading').innerText()).toBe(
    '16,655 messages arrived. At least 1,278 did not, here is why.',
  );
  const section = page.locator('.shortfalls');
  expect(await section.getByRole('heading').innerText()).toBe('6 folders are not complete');
  const items = await section.locator('.shortfall').allInnerTexts();
  const [archive = '', hedge = '', family = '', travel = '', twice = '', sentMail = ''] = items;
  expect(archive).toContain('1,240 messages missing');
  expect(archive).toContain('The old server did not let Homing read this folder to its end.');
  expect(archive).toMatch(/Message from imap\.gmail\.com\s+\[SERVERBUG\]/u);
  expect(archive).toContain('If it stays so, show these words to your old provider.');
  expect(hedge).toContain('number of messages not known');
  expect(family).toContain('The new server did not let Homing fill this folder to its end.');
  expect(family).toContain('If it stays so, ask your new provider about this folder.');
  expect(travel).toContain('30 messages missing');
  expect(twice).toContain('not there as messages of their own');
  expect(sentMail).toContain('If it stays so, please report it');
  // The words of a server are a quotation, and inert.
  expect(await section.locator('figure blockquote').count()).toBe(2);
  expect(await section.locator('img').count()).toBe(0);
  const first = await page.locator('.shortfalls, .exceptions-section').first().getAttribute('class');
  expect(first).toBe('shortfalls');
  await section.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
});

test('what no single message tells is a remark of its folder, and what was deleted was not left on purpose', async () => {
  const { page } = await openVerification(incompleteReceipt());
  const travel = page.locator('.receipt-table__row', { hasText: 'Travel' });
  expect(await travel.innerText()).toContain('not complete, see above');
  const [purpose = '', gone = ''] = await page.locator('.left-behind').allInnerTexts();
  expect(purpose).toContain('9 messages are older than the date you chose.');
  expect(purpose).not.toContain('deleted');
  expect(gone).toContain('3 messages were deleted in the old mailbox while it was moved.');
  expect(await page.locator('.certificate').innerText()).toMatch(/Left behind\s+9\s+Deleted meanwhile\s+3/u);
});

test('messages are grouped by the server that is at fault, in its words', async () => {
  const { group } = await openVerification(incompleteReceipt());
  const broken = group('The old server broke off');
  expect(await broken.innerText()).toContain('Holiday pictures');
  expect(await broken.getByRole('button').allInnerTexts()).toEqual(['Try again']);
  const undated = group('Arrived with the date they were written');
  expect(await undated.innerText()).toContain('The old server did not tell when they arrived');
  expect(await undated.getByRole('button').count()).toBe(0);
});

test.each([
  [[sampleShortfall({ messages: 0 })], '7,200 messages arrived. One folder is not complete, here is why.'],
  [[sampleShortfall({ messages: null })], '7,200 messages arrived. One folder is not complete, here is why.'],
  [[sampleShortfall()], '7,200 messages arrived. 12 did not, here is why.'],
  [[sampleShortfall({ reason: 'not-looked-into', side: null, serverText: null })], '12 messages are still to come.'],
  [[sampleShortfall({ reason: 'not-looked-into', messages: null })], 'There is more to come.'],
])('the headline of %j', async (shortfalls, headline) => {
  const { page } = await openVerification(sampleReceipt({ shortfalls }));
  expect(await page.locator('.certificate').getByRole('heading').innerText()).toBe(headline);
});

test('while a copy is under way, what it did not come to yet is no news', async () => {
  const shortfalls = [sampleShortfall(), sampleShortfall({ mailbox: 'Later', reason: 'not-looked-into' })];
  const { page } = await openVerification(sampleReceipt({ shortfalls }), { move: verificationMove(copyingRun()) });
  await page.getByRole('heading', { name: 'One folder is not complete' }).waitFor();
  expect(await page.locator('.shortfall').count()).toBe(1);
  expect(await page.locator('.shortfalls').getByRole('button', { name: 'Try again' }).isDisabled()).toBe(true);
});

test('header lines, names and words of servers are text, whatever they contain', async () => {
  const exceptions = [
    sampleException(1, {
      subject: hostile,
      from: hostile,
      date: hostile,
      mailbox: hostile,
      serverText: hostile,
    }),
  ];
  const receipt = sampleReceipt({
    exceptions,
    mailboxes: [receiptMailbox(hostile)],
    leftOut: [{ name: hostile, reason: hostile, messages: 1 }],
  });
  const { page } = await openVerification(receipt);
  await page.locator('.exception').waitFor();
  expect(await page.locator('img, .step__content b').count()).toBe(0);
  expect(await page.locator('bdi', { hasText: '<img src=x' }).count()).toBe(8);
});
