import { describe, expect, test } from 'vitest';
import { checkId, type CheckLine } from '../../shared/ipc/checks-view.ts';
import type { EstimateView } from '../../shared/ipc/estimate-view.ts';
import type { MoveView } from '../../shared/ipc/move-view.ts';
import { everyWarning, sampleChecks, unreachable } from './checks-samples.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { refuse } from './support/fake-bridge.ts';
import { openWindow, type OpenWindow, type WindowOptions } from './support/open-window.ts';
import { sampleMoveBetween, sampleNow } from './support/samples.ts';

const measured: EstimateView = {
  estimate: { kind: 'range', fromSeconds: 7200, toSeconds: 14_400, boundBy: 'speed' },
  messages: 21_300,
  bytes: 14_200_000_000,
  down: { messages: 20, bytes: 4_200_000, seconds: 2 },
  up: { messages: 20, bytes: 4_200_000, seconds: 7 },
  limits: [],
  recent: null,
};

function openChecks(checks: MoveView['checks'], options: WindowOptions = {}): Promise<OpenWindow> {
  return openWindow({
    ...options,
    moves: [sampleMoveBetween({ step: 'checks', checks })],
    answers: {
      runChecks: undefined,
      acknowledge: undefined,
      tryWriting: undefined,
      removeScratch: { problem: null },
      copyReport: { text: '' },
      estimate: measured,
      folders: null,
      ...options.answers,
    },
  });
}

const line = (open: OpenWindow, id: string): ReturnType<OpenWindow['page']['locator']> =>
  open.page.locator(`[data-check="${id}"]`);
const mainButton = (open: OpenWindow): ReturnType<OpenWindow['page']['locator']> =>
  open.page.locator('.step-footer .button--main');

describe('starting', () => {
  test('begins by itself, once, and only where nobody has looked yet', async () => {
    const fresh = await openChecks({ state: 'not-run', at: null, lines: [], mayGoOn: false });
    await fresh.page.getByText('You can continue when both mailboxes').waitFor();
    expect(fresh.sent('runChecks')).toEqual([{ move: 'a1b2c3d4e5f6a7b8' }]);
    const seen = await openChecks(sampleChecks());
    await seen.page.getByText('12 GB').or(seen.page.getByText('Passed')).first().waitFor();
    expect(seen.sent('runChecks')).toEqual([]);
    await seen.page.getByRole('button', { name: 'Check again' }).click();
    expect(seen.sent('runChecks')).toHaveLength(1);
  });

  test('shows what is running and what comes, and says aloud when it is done', async () => {
    const open = await openChecks(
      sampleChecks(
        {
          counted: { verdict: 'running', values: {} },
          room: { verdict: 'open', values: {} },
          'write-test': { verdict: 'open', values: {} },
        },
        { state: 'running', mayGoOn: false },
      ),
    );
    await open.shot('checks-running');
    expect(await line(open, 'counted').innerText()).toContain('Running');
    expect(await line(open, 'room').innerText()).toContain('This comes in a moment.');
    expect(await mainButton(open).isDisabled()).toBe(true);
    await open.push('move', sampleMoveBetween({ step: 'checks', checks: sampleChecks(everyWarning) }));
    await open.page.getByRole('status').getByText('Checks done, 9 notes to read').waitFor({ state: 'attached' });
  });

  test('says so when main does not let them begin, and lets one try again', async () => {
    const nothing = { state: 'not-run', at: null, lines: [], mayGoOn: false } as const;
    const open = await openChecks({ ...nothing, lines: [] }, { answers: { runChecks: refuse } });
    await open.page.getByRole('alert').getByText('The checks could not be started.').waitFor();
    await open.page.getByRole('button', { name: 'Check again' }).click();
    await expect.poll(() => open.sent('runChecks')).toHaveLength(2);
  });
});

describe('verdicts', () => {
  test('tells what was found when everything passed, and lets one go on', async () => {
    const open = await openChecks(sampleChecks());
    await line(open, 'write-test').getByText('600 KB a second').or(open.page.getByText('600 kB a second')).waitFor();
    expect(await line(open, 'write-test').getByRole('listitem').allInnerTexts()).toEqual([
      'The day a message was received is kept.',
      'Labels on messages (keywords) are kept.',
      'A large message (1 MB) arrived.',
      'Folder names may have accents and letters of any script.',
      'Folder names may have a dot.',
      'Many messages can be sent at once: the move is fast.',
      'The new server can copy a message from folder to folder by itself.',
    ]);
    await open.shot('checks-passed');
    expect(await line(open, 'source-reachable').innerText()).toContain(
      'imap.gmail.com answers within 41 milliseconds.',
    );
    expect(await line(open, 'counted').innerText()).toContain('21,300 messages in 24 folders, 14 GB in all.');
    expect(await line(open, 'room').innerText()).toContain('Everything fits: 50 GB is free.');
    expect(await open.page.locator('.chip--good').count()).toBe(checkId.options.length);
    await mainButton(open).click();
    await expect.poll(() => open.sent('goToStep')).toEqual([{ move: 'a1b2c3d4e5f6a7b8', step: 'folders' }]);
  });

  test('asks for understanding warning by warning, and says how many are left', async () => {
    const open = await openChecks(sampleChecks(everyWarning));
    await open.shot('checks-warnings');
    expect(await mainButton(open).isDisabled()).toBe(true);
    await open.page.getByText('9 notes are left to read').waitFor();
    await open.page.getByRole('checkbox', { name: 'I understand: Space in the new mailbox' }).press('Space');
    await expect.poll(() => open.sent('acknowledge')).toEqual([{ move: 'a1b2c3d4e5f6a7b8', check: 'room', yes: true }]);
    const all = Object.fromEntries(
      Object.entries(everyWarning).map(([id, warning]) => [id, { ...warning, acknowledged: true }]),
    );
    await open.push('move', sampleMoveBetween({ step: 'checks', checks: sampleChecks(all) }));
    await open.page.getByText('Read and understood').first().waitFor();
    expect(await open.page.locator('.checks__why').count()).toBe(0);
    expect(await mainButton(open).isDisabled()).toBe(false);
  });

  test('lists what a warning is about: folders, messages, new names with reasons in words', async () => {
    const open = await openChecks(sampleChecks(everyWarning));
    await line(open, 'counted').getByText('Show the 2 folders').click();
    // Markup in a name is a name.
    expect(await line(open, 'counted').innerText()).toContain('Shared/<b>Taxes</b>');
    expect(await line(open, 'counted').locator('b').count()).toBe(0);
    await line(open, 'too-large').getByText('Show the 2 messages').click();
    expect(await line(open, 'too-large').innerText()).toContain('31 MB, in Photos 2011, of July 17, 2011');
    expect(await line(open, 'too-large').innerText()).toContain('28 MB, in INBOX');
    await line(open, 'names').getByText('Show the 205 folders').click();
    const names = await line(open, 'names').innerText();
    expect(names).toContain('the name contains the sign that separates folders there');
    expect(names).toContain('203 more are not shown here.');
  });

  test('tells who receives new mail, warns of a giant, and says where nobody would tell', async () => {
    const received = (values: CheckLine['values'], verdict: CheckLine['verdict'] = 'pass'): Promise<OpenWindow> =>
      openChecks(sampleChecks({ independent: { verdict, values } }));
    const warned = await openChecks(sampleChecks(everyWarning));
    await line(warned, 'independent').getByText('Mail for example.org is received by Gmail: new mail').waitFor();
    await warned.page.getByRole('checkbox', { name: 'I understand: Who receives new mail' }).waitFor();
    const nobody = await received({ receiver: 'nobody', domain: 'example.org', name: null, host: null });
    await line(nobody, 'independent').getByText('No server receives mail for example.org yet.').waitFor();
    const silent = await received({ receiver: 'not-told' }, 'open');
    await line(silent, 'independent').getByText('could not be found out who receives the mail').waitFor();
    // Where the look ended before, nobody was asked.
    const stopped = await received({}, 'open');
    await line(stopped, 'independent')
      .getByText('Not looked at, because something before it stopped the checks.')
      .waitFor();
  });

  test('tells a limit that the server did not tell itself as what it is', async () => {
    const values = { limitBytes: 45_000_000, count: 3, limitProvider: 'Some <b>Host</b>', limitSource: 'somebody' };
    const open = await openChecks(sampleChecks({ 'too-large': { verdict: 'warn', values } }));
    const said = await line(open, 'too-large').innerText();
    expect(said).toContain(
      '3 messages are larger than the 45 MB that Some <b>Host</b> is known to take (source: somebody)',
    );
    expect(said).toContain('The server itself tells no limit, and decides.');
    expect(await line(open, 'too-large').locator('bdi').allInnerTexts()).toContain('Some <b>Host</b>');
    await open.shot('checks-known-limit');
  });

  test('names a problem in words where a server is the reason, and leads to the account', async () => {
    const checks = sampleChecks({
      'destination-reachable': { verdict: 'fail', values: {}, problem: unreachable },
      room: { verdict: 'open', values: {} },
    });
    const open = await openChecks(checks);
    await open.shot('checks-failed');
    expect(await line(open, 'destination-reachable').getByRole('alert').innerText()).toContain('mail.example.org');
    expect(await line(open, 'room').innerText()).toContain('something before it stopped the checks');
    await open.page.getByText('One point stops the move.').waitFor();
    await open.page.getByRole('button', { name: 'Go to the new mailbox' }).click();
    await expect.poll(() => open.sent('goToStep')).toEqual([{ move: 'a1b2c3d4e5f6a7b8', step: 'new-mailbox' }]);
  });

  test('says by how much it does not fit, in words and in the picture', async () => {
    const room = {
      verdict: 'warn' as const,
      values: { freeBytes: 2_000_000_000, missingBytes: 12_200_000_000, limitBytes: 2_000_000_000 },
    };
    const destination = sampleMoveBetween().destination;
    const facts = destination?.facts ? { ...destination.facts, quota: { usedBytes: 0, limitBytes: 2e9 } } : null;
    const move = sampleMoveBetween({
      step: 'checks',
      checks: sampleChecks({ room }),
      destination: destination && { ...destination, facts },
    });
    const open = await openWindow({ moves: [move], answers: { estimate: measured } });
    await open.shot('checks-too-small');
    expect(await line(open, 'room').innerText()).toContain('It does not fit: 2 GB is free, 12 GB more is needed.');
    expect(await open.page.locator('.space').innerText()).toContain('12 GB too little');
  });

  test('every check has a sentence for every verdict', async () => {
    const empty = { values: {}, items: [] };
    for (const verdict of ['pass', 'warn', 'fail', 'running', 'open'] as const) {
      const every = Object.fromEntries(sampleChecks().lines.map(({ id }) => [id, { ...empty, verdict }]));
      const open = await openChecks(sampleChecks(every));
      const facts = await open.page.locator('.check__fact').allInnerTexts();
      expect(facts.length).toBeGreaterThanOrEqual(12);
      for (const fact of facts) expect(fact).toMatch(/\.$/);
      await open.close();
    }
  });
});

describe('the write test', () => {
  test('is explained, and made only after its own button', async () => {
    const open = await openChecks(sampleChecks({ 'write-test': { verdict: 'open', values: {} } }));
    expect(await line(open, 'write-test').innerText()).toContain('Not asked yet');
    expect(await mainButton(open).isDisabled()).toBe(false);
    expect(open.sent('tryWriting')).toEqual([]);
    const button = open.page.getByRole('button', {
      name: 'Make a test folder at mail.example.org and remove it again',
    });
    await button.click();
    await expect.poll(() => open.sent('tryWriting')).toEqual([{ move: 'a1b2c3d4e5f6a7b8' }]);
  });

  test('removes what it left behind, and tells why not', async () => {
    let problem: MoveView['run']['problem'] = unreachable;
    const open = await openChecks(sampleChecks(everyWarning), { answers: { removeScratch: () => ({ problem }) } });
    expect(await line(open, 'write-test').getByRole('listitem').first().innerText()).toBe(
      'The day a message was received is not kept: some programs will show the day of the move.',
    );
    expect(await line(open, 'write-test').innerText()).toContain(
      'The test folder Test 8c1f is still at mail.example.org.',
    );
    await open.page.getByRole('button', { name: 'Remove it' }).click();
    await line(open, 'write-test').getByRole('alert').waitFor();
    problem = null;
    await open.page.getByRole('button', { name: 'Remove it' }).click();
    await open.page.getByText('The test folder is removed.').waitFor();
  });
});

describe('for everybody', () => {
  test.each([
    { theme: 'light', language: 'en' },
    { theme: 'dark', language: 'fr' },
  ] as const)('axe finds nothing, $theme $language', async (options) => {
    const checks = sampleChecks({
      ...everyWarning,
      'destination-reachable': { verdict: 'fail', values: {}, problem: unreachable },
    });
    const open = await openChecks(checks, options);
    for (const summary of await open.page.locator('.check summary').all()) await summary.click();
    await open.shot('checks-everything');
    await expectNoAxeViolations(open.page);
  });

  test.each([
    { direction: 'ltr', width: 320 },
    { direction: 'rtl', width: 320 },
    { direction: 'rtl', width: 1040 },
    { pseudo: true, width: 700 },
  ] as const)('nothing is cut off: %o', async (options) => {
    const open = await openChecks(sampleChecks(everyWarning), options);
    await open.shot(`checks-${'direction' in options ? options.direction : 'pseudo'}-${String(options.width)}`);
    expect(await clippedTexts(open.page)).toEqual([]);
  });

  test('is readable in forced colours', async () => {
    const open = await openChecks(sampleChecks(everyWarning), { forcedColors: true });
    await open.shot('checks-forced');
    expect(await line(open, 'room').getByText('Please read').isVisible()).toBe(true);
  });
});

test('a mailbox that was not looked at yet says so', async () => {
  const move = sampleMoveBetween({
    step: 'checks',
    checks: { state: 'running', at: sampleNow, lines: [], mayGoOn: false },
  });
  const { source } = move;
  const open = await openWindow({ moves: [{ ...move, source: source && { ...source, facts: null } }] });
  await open.page.locator('.sides').getByText('Not looked at yet').waitFor();
});
