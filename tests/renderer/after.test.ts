import { expect, test } from 'vitest';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { afterMove, copyingRun, mixedReceipt, sampleProblem } from './support/run-samples.ts';
import { sampleAccount, sampleAppState, sampleDestination, sampleMoveId, sampleNow } from './support/samples.ts';

interface Opened extends OpenWindow {
  readonly item: (name: string) => ReturnType<OpenWindow['page']['locator']>;
  readonly open: (name: string) => Promise<void>;
}

async function openAfter(first: MoveView = afterMove(), options: WindowOptions = {}): Promise<Opened> {
  const window = await openWindow({
    ...options,
    moves: [first],
    answers: {
      receipt: mixedReceipt(),
      stored: { journalBytes: 4_200_000, passwords: 2, keychain: 'system' },
      startMove: { problem: null },
      ...options.answers,
    },
  });
  const item: Opened['item'] = (name) =>
    window.page.locator('.after-item', { has: window.page.getByRole('heading', { name }) });
  const open = (name: string): Promise<void> => item(name).getByRole('heading').getByRole('button').click();
  return { ...window, item, open };
}

test('ticks are remembered, and the next thing opens', async () => {
  const { page, item, sent } = await openAfter();
  await page.getByText('0 of 9 done').waitFor();
  await item('Forward new mail').getByText('look for “Forwarding”').waitFor();
  await item('Forward new mail').getByRole('checkbox').press('Space');
  await expect.poll(() => sent('tick')).toEqual([{ move: sampleMoveId, item: 'forwarding', yes: true }]);
  await page.getByText('1 of 9 done').waitFor();
  await item('An address with a domain').getByText('MX records').waitFor();
  expect(await item('Forward new mail').getByText('look for “Forwarding”').count()).toBe(0);
  await item('Forward new mail').getByRole('checkbox').press('Space');
  await page.getByText('0 of 9 done').waitFor();
});

test('looking again says what came of it', async () => {
  const lastLook = { at: sampleNow - 600_000, copied: 4 };
  const { page, sent, push } = await openAfter();
  await page.clock.setFixedTime(sampleNow);
  await push('move', afterMove({ after: { ticks: [], lastLook } }));
  const card = page.locator('.look-again');
  await card.getByText('Last looked 13:52: 4 new messages were copied.').waitFor();
  await card.getByRole('button', { name: 'Look again now' }).click();
  await expect.poll(() => sent('startMove')).toEqual([{ move: sampleMoveId }]);
  await push('move', afterMove({ run: copyingRun() }));
  await card.getByText('A look is under way.').waitFor();
  const problem = sampleProblem('password-missing');
  await push('move', afterMove({ run: copyingRun({ phase: 'needs-you', problem }) }));
  await card.getByRole('alert').getByRole('button', { name: 'Sign in again' }).waitFor();
});

test('the automatic answer holds the new address, in both languages and lengths', async () => {
  const { item, open } = await openAfter();
  await open('Tell people who write to you');
  const part = item('Tell people who write to you');
  const text = part.getByRole('textbox', { name: 'Text' });
  expect(await text.inputValue()).toContain('my new e-mail address is ada@example.org');
  await part.getByText('Français').click({ force: true });
  expect(await text.inputValue()).toContain('ma nouvelle adresse e-mail est ada@example.org');
  await part.getByText('Long', { exact: true }).click({ force: true });
  expect(await text.inputValue()).toContain('(ada@gmail.com)');
  expect(await text.getAttribute('lang')).toBe('fr');
});

test('a text is copied without any permission', async () => {
  const { page, item, open } = await openAfter();
  await open('Phone and other programs');
  const part = item('Phone and other programs');
  const text = await part.getByRole('textbox').inputValue();
  expect(text).toContain('Server: mail.example.org\nPort: 993');
  await part.getByRole('button', { name: 'Copy' }).click();
  await part.getByText('Copied.').waitFor();
  // What is on the clipboard is what can be put into another field.
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press('Control+V');
  expect(await page.locator('body > textarea').inputValue()).toBe(text);
});

test('where copying is refused, the text is selected to be copied by hand', async () => {
  const { page, item, open } = await openAfter();
  await page.evaluate(() => {
    Object.defineProperty(document, 'execCommand', { value: () => false });
  });
  await open('Phone and other programs');
  const part = item('Phone and other programs');
  await part.getByRole('button', { name: 'Copy' }).click();
  await part.getByText('The text is selected.').waitFor();
  const length = (await part.getByRole('textbox').inputValue()).length;
  const selected = await part
    .getByRole('textbox')
    .evaluate((area) => (area as HTMLTextAreaElement).selectionEnd - (area as HTMLTextAreaElement).selectionStart);
  expect(selected).toBe(length);
});

test('the settings of the new mailbox hold no password', async () => {
  const { item, open } = await openAfter();
  await open('Phone and other programs');
  const words = await item('Phone and other programs').innerText();
  for (const fact of ['mail.example.org', '993', 'TLS', 'ada@example.org', 'Ask your host'])
    expect(words).toContain(fact);
});

test('passwords are deleted, and only then said to be', async () => {
  let passwords = 2;
  const { item, open, sent } = await openAfter(afterMove(), {
    answers: {
      stored: () => ({ journalBytes: 10, passwords, keychain: 'system' }),
      forgetPasswords: () => {
        passwords = 0;
      },
    },
  });
  await open('Take access away again');
  const part = item('Take access away again');
  await part.getByText('2 passwords of this move are kept').waitFor();
  await part.getByRole('button', { name: 'Delete the passwords here' }).click();
  await part.getByText('The passwords are deleted.').waitFor();
  await expect.poll(() => sent('forgetPasswords')).toEqual([{ move: sampleMoveId }]);
  expect(await part.getByRole('button', { name: 'Delete the passwords' }).count()).toBe(0);
});

test('pages of the old provider are opened by main', async () => {
  const { item, open, sent } = await openAfter();
  await open('Take access away again');
  await item('Take access away again').getByRole('button', { name: 'Open myaccount.google.com' }).click();
  await expect.poll(() => sent('openPage')).toEqual([{ url: 'https://myaccount.google.com/apppasswords' }]);
});

test('the old mailbox stays for half a year, with a reminder', async () => {
  const { item, open, sent } = await openAfter(afterMove(), {
    answers: { saveReminder: { saved: true, problem: null } },
  });
  await open('Do not delete the old mailbox yet');
  const part = item('Do not delete the old mailbox yet');
  await part.getByRole('button', { name: 'Save a reminder' }).click();
  await part.getByText('The reminder was saved.').waitFor();
  const [reminder] = sent('saveReminder');
  expect(reminder?.title).toContain('ada@gmail.com');
  const days = ((reminder?.at ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(180);
  expect(days).toBeLessThan(185);
});

test('an address that stays needs no forwarding and no answer', async () => {
  const source = sampleAccount({ typed: 'ada@example.org' });
  const { page } = await openAfter(afterMove({ source }));
  await page.getByText('Your address stays ada@example.org').waitFor();
  await page.getByText('0 of 5 done').waitFor();
  expect(await page.getByRole('heading', { name: 'Forward new mail' }).count()).toBe(0);
});

test('everything about the move is deleted after asking, and not by Escape', async () => {
  const state = sampleAppState({ place: { move: sampleMoveId } });
  const { page, sent } = await openAfter(afterMove(), { state });
  await page.getByRole('button', { name: 'Delete everything about this move' }).click();
  const dialog = page.getByRole('alertdialog');
  expect(await dialog.innerText()).toContain('Your mail is not touched');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(sent('deleteMove')).toEqual([]);
  await page.getByRole('button', { name: 'Delete everything about this move' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => sent('deleteMove')).toEqual([{ move: sampleMoveId }]);
  await expect.poll(() => page.locator('.after').count()).toBe(0);
});

test('a host with hostile settings is shown as text', async () => {
  const destination = sampleDestination({ typed: '<img src=x>@example.org' });
  const { page, open } = await openAfter(afterMove({ destination }));
  await open('Tell people who write to you');
  expect(await page.locator('img').count()).toBe(0);
});
