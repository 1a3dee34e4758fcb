import { expect, test } from 'vitest';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import type { ReceiptView } from '../../shared/ipc/receipt-view.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import {
  copyingRun,
  incompleteReceipt,
  mixedReceipt,
  receiptMailbox,
  sampleReceipt,
  verificationMove,
} from './support/run-samples.ts';
import { sampleProgress } from './support/samples.ts';

interface Look {
  readonly move: MoveView;
  readonly receipt: ReceiptView | null;
}

const checking = copyingRun({
  job: 'verify-deep',
  progress: sampleProgress({
    messages: { done: 21_300, total: 21_300 },
    verified: 21_300,
    check: { what: 'compared', done: 5_325, total: 21_300 },
  }),
});

const long =
  'Projects › House in the country › Garden › Letters of the neighbours about the hedge and the old wall › Answers';

/** Every state of the screen. */
const states: Readonly<Record<string, Look>> = {
  all: {
    move: verificationMove({ verified: 'deep' }),
    receipt: sampleReceipt({ totals: { compared: 7_200 } }),
  },
  sample: {
    move: verificationMove({ verified: 'sample', sampleSize: 200, compared: { bodies: 200, of: 4_500 } }),
    receipt: sampleReceipt({
      totals: { compared: 200, comparedAtRandom: 200 },
      mailboxes: [
        ...['INBOX', 'Sent', 'Family'].map((name) => receiptMailbox(name)),
        receiptMailbox('Projects › House', { source: 'INBOX.Projects.House' }),
        receiptMailbox(long, { source: 'long', to: `Old mail › ${long}` }),
      ],
    }),
  },
  incomplete: { move: verificationMove({ incomplete: 6 }), receipt: incompleteReceipt() },
  failed: { move: verificationMove(), receipt: mixedReceipt() },
  altered: { move: verificationMove({ verified: 'quick' }), receipt: sampleReceipt({ totals: { altered: 12 } }) },
  waiting: { move: verificationMove({ verified: 'none' }), receipt: sampleReceipt({ totals: { waiting: 88 } }) },
  checking: { move: verificationMove(checking), receipt: sampleReceipt() },
  none: { move: verificationMove(), receipt: null },
};

async function openLook({ move, receipt }: Look, options: WindowOptions): Promise<OpenWindow> {
  const window = await openWindow({ height: 1300, ...options, moves: [move], answers: { receipt } });
  await window.page.locator('.certificate, .receipt-table, .notice').first().waitFor();
  return window;
}

test.each([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
] as const)('every state in $theme, $language, without a fault axe knows', { timeout: 240_000 }, async (options) => {
  for (const [name, look] of Object.entries(states)) {
    const { page, shot, close } = await openLook(look, options);
    await shot(`verification-${name}`);
    await expectNoAxeViolations(page);
    await close();
  }
});

test.each([
  { name: 'narrow', width: 320, language: 'fr' },
  { name: 'narrow-long-words', width: 320, pseudo: true },
  { name: 'rtl', direction: 'rtl', theme: 'dark' },
] as const)('nothing is cut off: $name', async ({ name, ...options }) => {
  const { page, shot } = await openLook({ move: verificationMove(), receipt: incompleteReceipt() }, options);
  await page.locator('summary').last().click();
  await shot(`verification-${name}`);
  const clipped = await clippedTexts(page);
  expect(
    clipped.filter((text) => !text.includes('visually-hidden') && !text.startsWith('receipt-table__cell')),
  ).toEqual([]);
});
