import { describe, expect, test } from 'vitest';
import { sampleRow, sampleRows, sampleTable } from './folders-samples.ts';
import { chosen, mainButton, openFolders, row, toEnd, tree } from './folders-window.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { refuse } from './support/fake-bridge.ts';
import { sampleMoveBetween, sampleMoveId } from './support/samples.ts';

describe('the table', () => {
  test('says where everything goes, and why some of it has another name or stays', async () => {
    const open = await openFolders();
    await open.shot('folders');
    expect(await row(open, 'Sent').innerText()).toMatch(/Sent\s+Sent Mail[\s\S]*Gesendet/);
    expect(await row(open, '2019').innerText()).toContain('Copying has begun, so the name stays.');
    expect(await row(open, '2019').locator('.tree__rename').count()).toBe(0);
    await toEnd(open);
    expect(await row(open, 'Old: plans').innerText()).toContain(
      'New name: the new server does not take some characters of the name and the name is too long for the new server.',
    );
    expect(await row(open, 'work').innerText()).toContain(
      '“Work” and “work” would become one folder there. So that they stay two, this one gets another name.',
    );
    expect(await row(open, 'All mail').innerText()).toContain('Shows messages that are in other folders');
  });

  test('a folder that was not opened says so, has no number, and can be left out', async () => {
    const open = await openFolders();
    await toEnd(open);
    const secret = row(open, 'Secret');
    expect(await secret.innerText()).toContain('The old server did not open this folder when Homing looked.');
    expect(await secret.locator('.tree__messages').innerText()).toBe('Not known');
    expect(await secret.locator('.tree__size').innerText()).toBe('');
    const totals = open.page.locator('.totals');
    expect(await totals.innerText()).toContain('In one of them nobody knows how much there is');
    await secret.getByRole('checkbox').click({ force: true });
    await expect.poll(() => chosen(open)?.decisions).toEqual({ Secret: { include: false } });
    await secret.getByText('Left out, as you chose.').waitFor();
    expect(await totals.innerText()).not.toContain('nobody knows');
  });

  test('has levels, positions and columns a screen reader can tell', async () => {
    const open = await openFolders();
    const archive = row(open, 'Archive');
    expect(await archive.getAttribute('aria-level')).toBe('1');
    expect(await archive.getAttribute('aria-expanded')).toBe('true');
    const inside = row(open, '2018');
    expect(await inside.getAttribute('aria-level')).toBe('2');
    expect(await inside.getAttribute('aria-posinset')).toBe('1');
    expect(await inside.getAttribute('aria-setsize')).toBe('2');
    expect(await tree(open).getByRole('columnheader').allInnerTexts()).toEqual([
      'Goes along',
      'Old folder',
      'Messages',
      'Size',
      'New folder',
    ]);
    expect(await tree(open).getAttribute('aria-rowcount')).toBe('17');
  });

  test('adds up live, and stops where nothing is chosen', async () => {
    const open = await openFolders();
    await open.page.locator('.totals__amount').getByText('11 folders, 16,217 messages').waitFor();
    await open.page.locator('.totals .chip').getByText('Fits: 50 GB free').waitFor();
    await open.page.getByRole('button', { name: 'Untick all' }).click();
    await open.page.getByRole('alert').getByText('No folder is chosen').waitFor();
    expect(await mainButton(open).isDisabled()).toBe(true);
    await open.shot('folders-none-chosen');
    await open.page.getByRole('button', { name: 'Tick all', exact: true }).click();
    await open.page.locator('.totals__amount').getByText('11 folders').waitFor();
    // Spam, trash and views stay behind as before, and nothing is left of the detour.
    await expect.poll(() => chosen(open)?.decisions).toEqual({});
    await mainButton(open).click();
    await expect.poll(() => open.sent('goToStep')).toEqual([{ move: sampleMoveId, step: 'estimate' }]);
  });

  test('says by how much it does not fit', async () => {
    const table = sampleTable(sampleRows);
    const room = { kind: 'does-not-fit', freeBytes: 1e9, missingBytes: 7_200_000_000 } as const;
    const open = await openFolders({ answers: { folders: { ...table, room } } });
    await open.page.locator('.totals .chip').getByText('Does not fit: 7.2 GB too little').waitFor();
    expect(await mainButton(open).isDisabled()).toBe(false);
  });
});

describe('choices', () => {
  test('everything into one folder, with a name of one’s own', async () => {
    const open = await openFolders();
    await open.page.locator('.choice__option', { hasText: 'Into one folder' }).click();
    await expect.poll(() => chosen(open)).toMatchObject({ preset: 'into-one', under: 'Old mail' });
    await row(open, 'Family').getByText('Old mail/').waitFor();
    const field = open.page.getByLabel('Name of the folder');
    await field.fill('   ');
    await open.page.getByText('A name is needed. “Old mail” would do.').waitFor();
    await field.press('Enter');
    await expect.poll(() => chosen(open)?.under).toBe('Old mail');
    await field.fill('Before 2027');
    await field.press('Enter');
    await row(open, 'Family').getByText('Before 2027/').waitFor();
    await open.shot('folders-into-one');
    await open.page.locator('.choice__option', { hasText: 'As it was' }).click();
    await expect.poll(() => chosen(open)).toMatchObject({ preset: 'as-it-was', under: 'Before 2027' });
  });

  test('spam and trash with their counts', async () => {
    const open = await openFolders();
    await open.page.getByText('431 messages').first().waitFor();
    await open.page.getByText('Trash too 100 messages').click();
    await expect.poll(() => chosen(open)).toMatchObject({ trash: true, spam: false, decisions: {} });
    await toEnd(open);
    await row(open, 'Trash').getByRole('checkbox', { checked: true }).waitFor();
    // One by one against the switch, which wins when it is turned.
    await row(open, 'Deleted folder').getByRole('checkbox').click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({ 'Trash/Deleted folder': { include: false } });
    await open.page.getByText('Trash too 100 messages').click();
    await expect.poll(() => chosen(open)).toMatchObject({ trash: false, decisions: {} });
  });

  test('only what is newer than a day', async () => {
    const open = await openFolders();
    await open.page.getByText('Only messages since a date').click();
    const first = chosen(open)?.since ?? 0;
    expect((Date.now() - first) / 86_400_000).toBeGreaterThan(364);
    const field = open.page.getByLabel('Received on this day or later');
    await field.fill('2024-03-01');
    await expect.poll(() => chosen(open)?.since).toBe(Date.UTC(2024, 2, 1));
    await field.fill('2999-01-01');
    await open.page.getByText('Please enter a day that is not in the future.').waitFor();
    await expect.poll(() => chosen(open)?.since).toBe(Date.UTC(2024, 2, 1));
    await open.shot('folders-since');
  });

  test('a tick counts for the folders inside, but for those with a purpose of their own', async () => {
    const rows = [
      sampleRow('INBOX', { role: 'inbox' }),
      sampleRow('INBOX/Sent', { role: 'sent' }),
      sampleRow('INBOX/Club'),
      sampleRow('INBOX/Club/2019'),
      sampleRow('INBOX/Club/Spam', { role: 'junk', include: false, leftOut: 'spam' }),
    ];
    const open = await openFolders({ rows });
    await row(open, 'Club').getByRole('checkbox').click();
    await expect
      .poll(() => chosen(open)?.decisions)
      .toEqual({
        'INBOX/Club': { include: false },
        'INBOX/Club/2019': { include: false },
      });
    await row(open, 'Inbox').getByRole('checkbox').click();
    expect(chosen(open)?.decisions['INBOX/Sent']).toBeUndefined();
    await open.page.getByRole('button', { name: 'Undo 3 changes' }).click();
    await expect.poll(() => chosen(open)?.decisions).toEqual({});
  });

  test('answers that overtake each other: the last choice counts', async () => {
    const waiting: (() => void)[] = [];
    const open = await openFolders({
      answers: {
        chooseFolders: async ({ choices }) => {
          await new Promise<void>((go) => waiting.push(go));
          return sampleTable(sampleRows, choices);
        },
      },
    });
    await row(open, 'Family').getByRole('checkbox').click();
    await row(open, 'Drafts').getByRole('checkbox').click();
    expect(await row(open, 'Family').getByRole('checkbox').isChecked()).toBe(false);
    await expect
      .poll(() => chosen(open)?.decisions)
      .toEqual({ Drafts: { include: false }, Family: { include: false } });
    await expect.poll(() => waiting.length).toBe(2);
    waiting[1]?.();
    await open.page.locator('.totals__amount').getByText('9 folders').waitFor();
    waiting[0]?.();
    await open.page.waitForTimeout(100);
    expect(await open.page.locator('.totals__amount').innerText()).toContain('9 folders');
  });
});

describe('without a table', () => {
  test('offers to look, and shows the folders when that is done', async () => {
    let looked = false;
    const checks = { lines: [], mayGoOn: false, at: null };
    const open = await openFolders({
      move: { checks: { ...checks, state: 'not-run' } },
      answers: { folders: () => (looked ? sampleTable(sampleRows) : null) },
    });
    await open.shot('folders-no-table');
    await open.page.getByRole('button', { name: 'Look at both mailboxes' }).click();
    await expect.poll(() => open.sent('runChecks')).toEqual([{ move: sampleMoveId }]);
    const move = sampleMoveBetween({ step: 'folders', reached: 'folders' });
    await open.push('move', { ...move, checks: { ...checks, state: 'running' } });
    await open.page.getByText('Looking at both mailboxes').waitFor();
    looked = true;
    await open.push('move', { ...move, checks: { ...checks, state: 'done', at: 1 } });
    await tree(open).waitFor();
  });

  test('a refusal can be tried again', async () => {
    let works = false;
    const open = await openFolders({ answers: { folders: () => (works ? sampleTable(sampleRows) : refuse()) } });
    await open.page.getByRole('alert').getByText('The folders could not be read.').waitFor();
    expect(await mainButton(open).isDisabled()).toBe(true);
    works = true;
    await open.page.getByRole('button', { name: 'Try again' }).click();
    await tree(open).waitFor();
  });
});

describe('for everybody', () => {
  test('what becomes of Gmail’s labels is chosen, with what it comes to; elsewhere nothing is asked', async () => {
    const gmail = await openFolders({ rows: sampleRows.map((one) => ({ ...one, started: false })) });
    const labels = gmail.page.getByRole('radiogroup', { name: 'What becomes of the labels' });
    await gmail.page.getByText('21,300 messages, shown 34,912 times under labels.').waitFor();
    expect(await labels.getByRole('radio', { name: 'As in Gmail' }).isChecked()).toBe(true);
    expect(await labels.innerText()).toContain('About 34,912 messages, 22 GB, in the new mailbox.');
    await labels.locator('.choice__option', { hasText: 'Each message once' }).first().click();
    expect(gmail.sent('chooseFolders').at(-1)).toMatchObject({ choices: { labels: 'primary' } });
    await gmail.shot('folders-labels');
    const begun = await openFolders();
    await begun.page.getByText('Copying has begun this way, so it stays.').waitFor();
    expect(await begun.page.getByRole('radio', { name: 'All in one folder' }).isDisabled()).toBe(true);
    const other = await openFolders({ answers: { folders: { ...sampleTable(sampleRows), labels: null } } });
    await tree(other).waitFor();
    expect(await other.page.getByText('Labels in Gmail').count()).toBe(0);
  });

  test.each([
    { theme: 'light', language: 'en' },
    { theme: 'dark', language: 'fr' },
    { theme: 'dark', language: 'en', width: 320 },
    { theme: 'light', language: 'fr', width: 320 },
  ] as const)('axe finds nothing and nothing is cut off: %o', async (options) => {
    const open = await openFolders(options);
    await open.page.getByRole('treegrid').waitFor();
    await open.shot(`folders-${'width' in options ? 'narrow' : 'wide'}`);
    await expectNoAxeViolations(open.page);
    expect(await clippedTexts(open.page)).toEqual([]);
  });

  test('longer words find room', async () => {
    const open = await openFolders({ pseudo: true, width: 640 });
    await open.page.getByRole('treegrid').waitFor();
    await open.shot('folders-pseudo');
    expect(await clippedTexts(open.page)).toEqual([]);
  });
});
