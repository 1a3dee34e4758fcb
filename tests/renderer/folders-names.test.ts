import { describe, expect, test } from 'vitest';
import type { FolderChoices } from '../../shared/ipc/folders-view.ts';
import { sampleRow, sampleRows, sampleTable } from './folders-samples.ts';
import { chosen, focused, openFolders, row, toEnd } from './folders-window.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';

describe('names', () => {
  test('are changed in their place; Escape leaves everything as it was', async () => {
    const open = await openFolders();
    await row(open, 'Family')
      .getByRole('button', { name: /Change the new name of/ })
      .click();
    const field = open.page.getByLabel(/New name of/);
    expect(await field.inputValue()).toBe('Family');
    await field.fill('Kin');
    await field.press('Escape');
    expect(open.sent('chooseFolders')).toEqual([]);
    expect(await focused(open)).toBe('Family');
    await open.page.keyboard.press('Enter');
    await field.fill('Kin');
    await field.press('Enter');
    await row(open, 'Family').getByText('Kin').waitFor();
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Family: { destination: 'Kin' } });
    await expect.poll(() => focused(open)).toBe('Family');
  });

  test('that cannot be are refused in their place, with one that can', async () => {
    const open = await openFolders();
    await toEnd(open);
    await row(open, 'work')
      .getByRole('button', { name: /Change the new name of/ })
      .click();
    const field = open.page.getByLabel(/New name of/);
    await field.fill(' ');
    await field.press('Enter');
    await open.page.getByText('A folder needs a name.').waitFor();
    await field.fill('INBOX');
    await field.press('Enter');
    await open.page.getByText('Another folder has this name already').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await open.shot('folders-name-taken');
    await expectNoAxeViolations(open.page);
    await open.page.getByRole('button', { name: /Use INBOX \(2\)/ }).click();
    await expect.poll(() => chosen(open)?.decisions['work']).toEqual({ destination: 'INBOX (2)' });
    await field.waitFor({ state: 'detached' });
  });

  test('Escape after a refusal takes the refused name back', async () => {
    const open = await openFolders();
    await row(open, 'Family').focus();
    await open.page.keyboard.press('F2');
    const field = open.page.getByLabel(/New name of/);
    await field.fill('INBOX');
    await field.press('Enter');
    await open.page.getByText('Another folder has this name already').waitFor();
    await field.press('Escape');
    await expect.poll(() => chosen(open)?.decisions).toEqual({});
    await expect.poll(() => row(open, 'Family').innerText()).not.toContain('INBOX');
  });

  test('a name that is taken back stands in its explanation until main has answered', async () => {
    const decisions = { Family: { destination: 'INBOX' } };
    const refused = sampleTable(sampleRows, { ...sampleTable(sampleRows).choices, decisions });
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const open = await openFolders({
      answers: {
        folders: refused,
        chooseFolders: async ({ choices }) => {
          await mayAnswer;
          return sampleTable(sampleRows, choices);
        },
      },
    });
    const before = await row(open, 'Family').innerText();
    expect(before).toContain('You asked for “INBOX”.');
    await open.page.getByRole('button', { name: /Undo 1 change/ }).click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({});
    expect(await row(open, 'Family').innerText()).toBe(before);
    answer();
    await expect.poll(() => row(open, 'Family').innerText()).not.toContain('INBOX');
  });

  test('a refused name that was left in place is explained in its row', async () => {
    const decisions = { Family: { destination: 'INBOX' } };
    const choices: FolderChoices = { ...sampleTable(sampleRows).choices, decisions };
    const open = await openFolders({ answers: { folders: sampleTable(sampleRows, choices) } });
    expect(await row(open, 'Family').innerText()).toContain(
      'You asked for “INBOX”. Another folder has this name already, or one that differs only in capitals or accents. “INBOX (2)” is used instead.',
    );
  });

  test.each([
    ['markup', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['message syntax', "{count, plural, one {#} other {<b>#</b>}} '{' %s"],
    ['a name from right to left', 'أرشيف (2019) old'],
    ['one word as long as main shows', 'x'.repeat(120)],
  ])('hostile: %s is shown as it is', async (_, name) => {
    const rows = [
      sampleRow('INBOX', { role: 'inbox' }),
      sampleRow(name, { label: name, depth: 0, renamed: ['collision'], destinationName: name }),
      sampleRow(name.toUpperCase(), { label: name, depth: 0, name }),
    ];
    const open = await openFolders({ rows, width: 700 });
    expect(await open.page.locator('.tree__name .foreign').allInnerTexts()).toEqual(['Inbox', name, name]);
    expect(await open.page.locator('.tree img, .tree script, .tree b').count()).toBe(0);
    expect(await clippedTexts(open.page)).toEqual([]);
  });
});
