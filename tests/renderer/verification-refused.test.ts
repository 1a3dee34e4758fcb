import { expect, test } from 'vitest';
import type { ReceiptView } from '../../shared/ipc/receipt-view.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { sampleException, sampleReceipt, verificationMove } from './support/run-samples.ts';
import { sampleMoveId } from './support/samples.ts';

const refused = { kind: 'message-refused', serverText: 'Message contains bare newlines', bytes: 4_000 } as const;
const receipt: ReceiptView = {
  ...sampleReceipt({
    totals: { copied: 7_196, failed: 4, altered: 2 },
    exceptions: [
      sampleException(1, { ...refused, flaw: 'line-ends', subject: 'Minutes of the garden club' }),
      sampleException(2, { ...refused, flaw: 'line-ends', subject: 'Re: Minutes of the garden club' }),
      sampleException(3, {
        ...refused,
        flaw: 'nul',
        serverText: 'Message contains NUL characters',
        subject: 'Scan 0042',
      }),
      sampleException(4, { ...refused, flaw: 'other', serverText: 'Not this one', subject: 'Holiday' }),
      sampleException(5, {
        outcome: 'altered',
        kind: 'altered',
        flaw: null,
        treatment: 'wrap',
        differs: ['content'],
        serverText: null,
      }),
      sampleException(6, {
        outcome: 'altered',
        kind: 'altered',
        flaw: null,
        treatment: 'repair',
        differs: ['content'],
        serverText: null,
      }),
    ],
  }),
  treatments: { nul: 'wrap' },
};

function open(options: WindowOptions = {}): Promise<OpenWindow> {
  return openWindow({
    ...options,
    moves: [verificationMove()],
    answers: { receipt, chooseTreatment: undefined, startMove: { problem: null }, ...options.answers },
  });
}

const group = ({ page }: OpenWindow, name: string): ReturnType<OpenWindow['page']['locator']> =>
  page.locator('.exception-group', { has: page.getByRole('heading', { name }) });

test('for each kind of refused message one chooses what becomes of it, by keyboard too, and tries again that way', async () => {
  const window = await open();
  const ends = group(window, 'Refused: line ends that mail does not know');
  const leave = ends.getByRole('radio', { name: 'Leave them in the old mailbox' });
  expect(await leave.isChecked()).toBe(true);
  await leave.focus();
  await window.page.keyboard.press('ArrowDown');
  await expect
    .poll(() => window.sent('chooseTreatment'))
    .toEqual([{ move: sampleMoveId, flaw: 'line-ends', treatment: 'repair' }]);
  expect(await ends.getByRole('radio', { name: 'Repair the least that is needed' }).isChecked()).toBe(true);
  await ends.getByRole('button', { name: 'Try again this way' }).click();
  await expect.poll(() => window.sent('startMove')).toEqual([{ move: sampleMoveId }]);
});

test('shows what was chosen before; offers no repair where none is known', async () => {
  const window = await open();
  const nul = group(window, 'Refused: characters that mail does not know');
  expect(await nul.getByRole('radio', { name: 'Attach each original to a small message' }).isChecked()).toBe(true);
  const other = group(window, 'Refused by the new server');
  expect(await other.getByRole('radio').count()).toBe(2);
});

test('says in which form the others arrived', async () => {
  const window = await open();
  expect(await group(window, 'Refused as they are, arrived repaired').getByRole('button').allInnerTexts()).toEqual([
    'Save as .eml',
  ]);
  expect(await group(window, 'Refused as they are, arrived as an attachment').innerText()).toContain('original.eml');
});

test.each([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
  { theme: 'light', language: 'fr', width: 320 },
] as const)('axe finds nothing and nothing is cut off: %j', async (options) => {
  const window = await open(options);
  await window.page.locator('.exception-group').first().waitFor();
  await window.shot(`verification-refused${'width' in options ? '-narrow' : ''}`);
  await expectNoAxeViolations(window.page);
  expect(await clippedTexts(window.page)).toEqual([]);
});
