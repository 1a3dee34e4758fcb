import { describe, expect, test } from 'vitest';
import { defaultFolderChoices, type FolderChoices } from '../../shared/ipc/folders-view.ts';
import { changeName } from '../../renderer/wizard/folders/change-name.ts';
import { changeTogether } from '../../renderer/wizard/folders/change-together.ts';
import { sampleRow, sampleRows, sampleTable } from './folders-samples.ts';
import { chosen, focused, openFolders, row, toEnd } from './folders-window.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';

const decided = (decisions: FolderChoices['decisions']): FolderChoices => ({ ...defaultFolderChoices, decisions });

describe('two folders that would have one name', () => {
  test('are kept or put together in their row, back and forth', async () => {
    const open = await openFolders();
    await toEnd(open);
    const work = row(open, 'work');
    const keep = work.getByRole('button', { name: 'Keep two folders' });
    const together = work.getByRole('button', { name: 'Put together', exact: true });
    expect([await keep.getAttribute('aria-pressed'), await together.getAttribute('aria-pressed')]).toEqual([
      'true',
      'false',
    ]);
    await open.shot('folders-collision');
    await together.click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({ work: { mergeInto: 'Work' } });
    await work.getByText('Together with “Work”. These messages come after those of “Work”').waitFor();
    expect(await work.innerText()).not.toContain('would become one folder');
    await expect.poll(() => focused(open)).toBe('work');
    await open.shot('folders-together');
    await expectNoAxeViolations(open.page);
    await keep.click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({});
    await work.getByText('So that they stay two').waitFor();
  });

  test('by keyboard, with a name a screen reader can tell', async () => {
    const open = await openFolders();
    await toEnd(open);
    await row(open, 'work').focus();
    for (let stop = 0; stop < 4; stop += 1) await open.page.keyboard.press('ArrowRight');
    const group = row(open, 'work').getByRole('group', { name: /What becomes of .*work.* and .*Work/ });
    expect(await group.locator('button:focus').innerText()).toBe('Put together');
    await open.page.keyboard.press('Enter');
    await expect.poll(() => chosen(open)?.decisions).toEqual({ work: { mergeInto: 'Work' } });
    await expect.poll(() => focused(open)).toBe('work');
  });
});

describe('any two folders', () => {
  test('are put together where the name is changed, and taken apart there', async () => {
    const open = await openFolders();
    await row(open, 'Family').focus();
    await open.page.keyboard.press('Enter');
    const select = open.page.getByLabel('Put together with another folder');
    const names = await select.locator('option').allInnerTexts();
    expect(names[0]).toBe('No, a folder of its own');
    const plain = names.map((name) => name.replaceAll(/[\u2066-\u2069]/g, ''));
    for (const name of ['Inbox', 'Work', 'work', 'Archive/2019', 'Secret']) expect(plain).toContain(name);
    // Not itself, nothing that stays behind, nothing that holds no messages.
    for (const name of ['Family', 'Spam', 'Labels']) expect(plain).not.toContain(name);
    await select.selectOption('Work');
    await open.page.getByText('The messages of both go into one folder, each of them once.').waitFor();
    expect(await open.page.getByLabel(/New name of/).count()).toBe(0);
    expect(open.sent('chooseFolders')).toEqual([]);
    await open.shot('folders-put-together');
    await expectNoAxeViolations(open.page);
    await open.page.getByRole('button', { name: 'Put together', exact: true }).first().click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Family: { mergeInto: 'Work' } });
    await expect.poll(() => focused(open)).toBe('Family');
    await row(open, 'Family').getByText('Together with “Work”').waitFor();
    await open.page.keyboard.press('Enter');
    expect(await select.inputValue()).toBe('Work');
    await expect.poll(() => select.evaluate((element) => element === document.activeElement)).toBe(true);
    await select.selectOption('');
    await open.page.getByLabel(/New name of/).fill('Kin');
    await open.page.getByRole('button', { name: 'Use this name' }).click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Family: { destination: 'Kin' } });
  });

  test('a choice that is not confirmed changes nothing; one that was refused is taken back', async () => {
    const merged = sampleTable(sampleRows, decided({ Family: { mergeInto: 'Work' } }));
    const open = await openFolders({ answers: { folders: merged } });
    await row(open, 'Family').focus();
    await open.page.keyboard.press('F2');
    const select = open.page.getByLabel('Put together with another folder');
    await select.selectOption('');
    await open.page.keyboard.press('Escape');
    expect(open.sent('chooseFolders')).toEqual([]);
    await open.page.keyboard.press('F2');
    await select.selectOption('');
    await open.page.getByLabel(/New name of/).fill('INBOX');
    await open.page.keyboard.press('Enter');
    await open.page.getByText('Another folder has this name already').waitFor();
    await open.page.getByLabel(/New name of/).press('Escape');
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Family: { mergeInto: 'Work' } });
  });

  test('a name that is taken offers another, or both in one folder', async () => {
    const open = await openFolders();
    await row(open, 'Family').focus();
    await open.page.keyboard.press('Enter');
    await open.page.getByLabel(/New name of/).fill('INBOX');
    await open.page.keyboard.press('Enter');
    await open.page.getByRole('button', { name: /Use INBOX \(2\)/ }).waitFor();
    await open.shot('folders-name-taken-together');
    await expectNoAxeViolations(open.page);
    await open.page.getByRole('button', { name: 'Put together with Inbox' }).click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Family: { mergeInto: 'INBOX' } });
    await expect.poll(() => focused(open)).toBe('Family');
  });

  test('what was begun stays, and says so', async () => {
    const rows = [
      sampleRow('Work', { started: true }),
      sampleRow('Lists', { started: true, destination: 'Work', destinationName: 'Work', mergeInto: 'Work' }),
      sampleRow('Late', { started: true, mergeProblem: 'started' }),
    ];
    const table = sampleTable(rows, decided({ Late: { mergeInto: 'Work' } }));
    const open = await openFolders({ answers: { folders: { ...table, rows } } });
    expect(await row(open, 'Work').innerText()).toContain('can no longer be put together with another');
    expect(await row(open, 'Lists').innerText()).toContain('Copying has begun, so both stay in one folder.');
    expect(await row(open, 'Late').innerText()).toContain(
      'You wanted this folder together with “Work”. Copying has begun, so they stay two.',
    );
    expect(await open.page.locator('.tree__choice, .tree__rename').count()).toBe(0);
  });

  test('labels of Gmail say why they cannot', async () => {
    const open = await openFolders({ rows: [sampleRow('Label', { canMerge: false }), sampleRow('Other')] });
    await row(open, 'Label').focus();
    await open.page.keyboard.press('Enter');
    await open.page.getByText('a message with both labels would be there twice').waitFor();
    expect(await open.page.locator('.tree select').count()).toBe(0);
  });

  test.each([
    { theme: 'light', language: 'fr' },
    { theme: 'dark', language: 'fr' },
    { theme: 'dark', language: 'en', width: 320 },
    { theme: 'light', language: 'en', forcedColors: true },
    { theme: 'light', language: 'en', pseudo: true, width: 640 },
  ] as const)('axe finds nothing and nothing is cut off: %o', async (options) => {
    const rows = [
      sampleRow('Work'),
      sampleRow('work', { destinationName: 'Work', destination: 'Work', mergeInto: 'Work' }),
      sampleRow('WORK', { destinationName: 'WORK (2)', renamed: ['collision'], takenBy: 'Work' }),
      sampleRow('Lists', { mergeProblem: 'merges-itself' }),
    ];
    const table = sampleTable(rows, decided({ Lists: { mergeInto: 'work' } }));
    const open = await openFolders({ ...options, answers: { folders: { ...table, rows } } });
    await open.page.getByRole('treegrid').waitFor();
    await open.shot(
      `folders-together-${'width' in options ? 'narrow' : 'forcedColors' in options ? 'forced' : 'wide'}`,
    );
    await expectNoAxeViolations(open.page);
    expect(await clippedTexts(open.page)).toEqual([]);
  });
});

describe('choices', () => {
  test('whoever was together with a folder goes where that one goes, but for what was begun', () => {
    const rows = ['a', 'b', 'c', 'd'].map((name) => sampleRow(name, { started: name === 'd' }));
    const before = decided({ c: { mergeInto: 'b', include: true }, d: { mergeInto: 'b' }, a: { mergeInto: 'b' } });
    expect(changeTogether(before, rows, 'b', 'a').decisions).toEqual({
      a: { mergeInto: 'b' },
      b: { mergeInto: 'a' },
      c: { mergeInto: 'a', include: true },
      d: { mergeInto: 'b' },
    });
  });

  test('a name and another folder take each other’s place; what else was chosen stays', () => {
    const named = decided({ a: { destination: 'x', include: true } });
    const merged = changeTogether(named, [], 'a', 'b');
    expect(merged.decisions).toEqual({ a: { mergeInto: 'b', include: true } });
    expect(changeName(merged, 'a', 'y').decisions).toEqual({ a: { destination: 'y', include: true } });
    expect(changeTogether(decided({ a: { mergeInto: 'b' } }), [], 'a', null).decisions).toEqual({});
  });
});
