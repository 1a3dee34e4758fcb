import { describe, expect, test } from 'vitest';
import { everyChip, everySummary, sampleSummary } from './support/move-summaries.ts';
import { openWindow } from './support/open-window.ts';
import { quietAnswers } from './support/quiet-answers.ts';
import { sampleAppState, sampleMoveBetween, sampleMoveId, sampleNow } from './support/samples.ts';

const withMoves = sampleAppState({ moves: [...everySummary] });

describe('before the first move', () => {
  test('says what Homing does, what comes along, what does not, and what is needed', async () => {
    const { page } = await openWindow();
    expect(await page.title()).toBe('Bring your mail home – Homing');
    for (const text of [
      'Nothing is deleted or changed in your old mailbox.',
      'What is read, starred or answered',
      'Contacts and calendars: they are not mail',
      'This computer must be on and online while mail is copied.',
      'We have no server.',
      'Version 0.1.0',
      'List of providers of November 14, 2026',
    ]) {
      expect(await page.getByText(text).count(), text).toBeGreaterThan(0);
    }
  });

  test('begins a move', async () => {
    const { page, sent } = await openWindow({ answers: quietAnswers });
    await page.getByRole('button', { name: 'Start a move' }).click();
    await page.getByRole('heading', { level: 1, name: 'Step 1 of 8: Old mailbox' }).waitFor();
    await expect.poll(() => sent('createMove')).toHaveLength(1);
    await expect.poll(() => sent('showPlace')).toEqual([{ move: 'f0f0f0f0f0f0f0f0' }]);
  });

  test('begins the practice move', async () => {
    const { page, requests, push } = await openWindow();
    await page.getByRole('button', { name: 'Start the practice move' }).click();
    await page.getByRole('heading', { level: 1, name: 'Practice move' }).waitFor();
    expect(requests().some(({ name }) => name === 'startPractice')).toBe(true);
    await push('practiceState', { phase: 'failed' });
    await page.getByRole('heading', { level: 1, name: 'The practice move could not finish' }).waitFor();
    await page.getByRole('button', { name: 'Back to the start' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring your mail home' }).waitFor();
  });
});

describe('the moves', () => {
  test.each([
    {
      language: 'en',
      words: [
        'Being set up',
        'Starts: 14:02',
        'Copying 38%',
        'Copying 0%',
        'Verifying 99%',
        'Paused at 10%',
        'Waiting for the network',
        'Interrupted, tries again',
        'Waiting for the server',
        'Waiting for mains power',
        'Waiting for the next daily amount',
        'Waiting, goes on: 14:02',
        'Needs you',
        'Finished',
        'Finished and verified',
        'Finished, 3 messages to look at',
        'Finished, not complete',
      ],
    },
    {
      language: 'fr',
      words: [
        'En préparation',
        'Début : 14:02',
        'Copie : 38 %',
        'Copie : 0 %',
        'Vérification : 99 %',
        'En pause à 10 %',
        'En attente du réseau',
        'Interrompu, nouvel essai',
        'En attente du serveur',
        'En attente du secteur',
        'Volume quotidien atteint',
        'En attente, reprise : 14:02',
        'Attend votre aide',
        'Terminé',
        'Terminé et vérifié',
        'Terminé, 3 messages à regarder',
        'Terminé, mais incomplet',
      ],
    },
  ] as const)('each say where they stand, in $language', async ({ language, words }) => {
    const { page } = await openWindow({ state: withMoves, language, at: sampleNow });
    // The spaces before high marks are another test's matter, and the browser's.
    const chips = await page.locator('.chip').allTextContents();
    expect(chips.map((text) => text.replaceAll(/\s/gu, ' '))).toEqual(words);
    // Icon and colour never stand alone, nor does a state go without an icon.
    expect(await page.locator('.chip .icon').count()).toBe(everyChip.length);
  });

  test('that have all they need are ready', async () => {
    const moves = [sampleSummary({ chip: { kind: 'draft' }, step: 'estimate' })];
    const { page } = await openWindow({ state: sampleAppState({ moves }) });
    expect(await page.locator('.chip').textContent()).toBe('Ready');
  });

  test('show how far they are, where that is known', async () => {
    const { page } = await openWindow({ state: withMoves });
    const bars = page.getByRole('progressbar');
    expect(await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-valuetext')))).toEqual([
      '8,112 of 21,300 messages',
      '0 of 0 messages',
      '21,299 of 21,300 messages',
      '10 of 100 messages',
    ]);
  });

  test('can be opened', async () => {
    const { page, sent } = await openWindow({
      state: sampleAppState({ moves: [sampleSummary()] }),
      answers: { ...quietAnswers, move: sampleMoveBetween({ step: 'copying', reached: 'copying' }) },
    });
    const open = page.getByRole('button', { name: 'Open' });
    // Several buttons of one name: each is described by its move.
    expect(await open.getAttribute('aria-describedby')).toBe(await page.locator('.move h2').getAttribute('id'));
    await open.click();
    await page.getByRole('heading', { level: 1, name: 'Step 6 of 8: Copying' }).waitFor();
    await expect.poll(() => sent('showPlace')).toEqual([{ move: sampleMoveId }]);
  });

  test('can be removed, after a question that says what happens to mail', async () => {
    const { page, sent } = await openWindow({ state: sampleAppState({ moves: [sampleSummary()] }) });
    await page.getByRole('button', { name: 'Remove' }).click();
    const question = page.getByRole('alertdialog', { name: 'Remove this move from this computer?' });
    await question.getByText('It is under way, and will be stopped.').waitFor();
    await question.getByText('Your mail is not touched').waitFor();
    await question.getByRole('button', { name: 'Keep it' }).click();
    await question.waitFor({ state: 'detached' });
    expect(sent('deleteMove')).toEqual([]);
    await page.getByRole('button', { name: 'Remove' }).click();
    await question.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring your mail home' }).waitFor();
    await expect.poll(() => sent('deleteMove')).toEqual([{ move: sampleMoveId }]);
  });
});

describe('what to know at the start', () => {
  test.each([
    { why: 'no-service', text: 'This system has no safe place for passwords' },
    { why: 'locked', text: 'password store is locked' },
    { why: 'failed', text: 'does not answer as it should' },
  ] as const)('passwords cannot be kept: $why', async ({ why, text }) => {
    const { page } = await openWindow({ state: sampleAppState({ keychain: { kind: 'this-session', why } }) });
    await page.getByText('Passwords will be asked again after each restart').waitFor();
    await page.getByText(text).waitFor();
  });

  test.each([
    { trouble: { kind: 'restored', snapshotAt: sampleNow }, text: 'This is how it was: 14:02.' },
    { trouble: { kind: 'restored', snapshotAt: null }, text: 'Recent changes may be missing.' },
    { trouble: { kind: 'started-again', snapshotAt: null }, text: 'Homing began a new one.' },
  ] as const)('the list of moves was damaged: $trouble.kind', async ({ trouble, text }) => {
    const { page } = await openWindow({ state: sampleAppState({ trouble }), at: sampleNow });
    await page.getByText(text).waitFor();
  });

  test('nothing, where nothing is wrong', async () => {
    const { page } = await openWindow();
    expect(await page.locator('.notice').count()).toBe(0);
  });
});
