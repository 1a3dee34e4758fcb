import { expect, test } from 'vitest';
import type { ReceiverView } from '../../shared/ipc/independence-view.ts';
import type { ProblemView } from '../../shared/ipc/problem-view.ts';
import { clippedTexts, expectNoAxeViolations } from './support/accessibility.ts';
import { mainButton, openAccountStep, secretField, type AccountWindow } from './support/account-window.ts';
import { sampleAccount, sampleDestination } from './support/samples.ts';

type Options = NonNullable<Parameters<typeof openAccountStep>[0]>;

/** A state of an account step: how the window is opened, and what is done then. */
interface State {
  readonly options?: Options;
  readonly arrive?: (window: AccountWindow) => Promise<void>;
}

const typed = (address: string): State => ({ arrive: (window) => window.typeAddress(address) });

const refused = (address: string, problem: Partial<ProblemView>): State => ({
  async arrive(window) {
    await window.typeAddress(address);
    await secretField(window.page).fill('a normal password');
    await mainButton(window.page).click();
    await (await window.nextSignIn()).answer(problem);
    await window.page.locator('.notice').first().waitFor();
  },
});

const destination: Options = { side: 'destination', move: { source: sampleAccount() } };
const door = (name: 'own' | 'hosts'): State => ({
  options: destination,
  arrive: ({ page }) => page.locator('.choice__option', { has: page.locator(`input[value=${name}]`) }).click(),
});

const judged = (receiver: ReceiverView): State => ({
  options: {
    side: 'destination',
    move: { destination: sampleDestination() },
    answers: {
      independence: {
        domain: 'example.org',
        receiver,
        receiverCountry: 'IS',
        mailbox: { host: 'mail.example.org', country: null },
        tableDate: '2026-06-17',
      },
    },
  },
  arrive: ({ page }) => page.locator('.independence .notice').waitFor(),
});

const states: Readonly<Record<string, State>> = {
  'old-empty': {},
  'old-gmail': typed('ada@gmail.com'),
  'old-icloud': typed('ada@icloud.com'),
  'old-gmx': typed('ada@gmx.net'),
  'old-mail-com': typed('ada@mail.com'),
  'old-yahoo': typed('ada@yahoo.com'),
  'old-zoho': typed('ada@zoho.com'),
  'old-microsoft': typed('ada@outlook.com'),
  'old-tuta': typed('ada@tuta.com'),
  'old-proton': typed('ada@proton.me'),
  'old-guessed': typed('ada@example.org'),
  'old-invalid': typed('ada'),
  'old-settings': {
    async arrive(window) {
      await window.typeAddress('ada@example.org');
      await window.page.locator('.account__server .button').click();
    },
  },
  'old-faults': {
    async arrive(window) {
      await window.typeAddress('ada@example.org');
      await mainButton(window.page).click();
    },
  },
  'old-signing-in': {
    async arrive(window) {
      await window.typeAddress('ada@gmail.com');
      await secretField(window.page).fill('abcd efgh ijkl mnop');
      await mainButton(window.page).click();
      await (await window.nextSignIn()).stage('encrypted');
    },
  },
  'old-refused-gmail': refused('ada@gmail.com', {
    refusal: 'app-password-needed',
    code: 'ALERT',
    serverText: 'Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
  }),
  'old-refused-gmx': refused('ada@gmx.net', { refusal: 'imap-off' }),
  'old-refused-host': refused('ada@example.org', { kind: 'host-unknown', code: 'ENOTFOUND' }),
  'old-refused-certificate': refused('ada@example.org', { kind: 'certificate', certificate: 'self-signed' }),
  'old-offline': refused('ada@gmail.com', { kind: 'offline' }),
  'old-signed-in': { options: { move: { source: sampleAccount() } } },
  'old-missing': { options: { move: { source: sampleAccount({ secret: 'missing' }) } } },
  'new-empty': { options: destination },
  'new-own': door('own'),
  'new-hosts': door('hosts'),
  'new-giant': judged({ kind: 'giant', name: 'Gmail / Google Workspace', host: 'aspmx.l.google.com' }),
  'new-independent': judged({ kind: 'own', host: 'mx.example.org' }),
  'new-same': { options: destination, arrive: (window) => window.typeAddress('ada@gmail.com') },
  'new-signed-in': { options: { side: 'destination', move: { destination: sampleDestination() } } },
  'new-not-empty': {
    options: {
      side: 'destination',
      move: {
        destination: sampleDestination({
          facts: {
            at: 0,
            serverName: null,
            mailboxes: 3,
            messages: 1204,
            bytes: null,
            quota: null,
            appendLimit: null,
            roles: [],
          },
        }),
      },
    },
  },
};

const looks: readonly Pick<Options, 'theme' | 'language' | 'width'>[] = [
  { theme: 'light', language: 'en', width: 1040 },
  { theme: 'dark', language: 'fr', width: 320 },
];

test.for(Object.keys(states).flatMap((name) => looks.map((look) => ({ name, ...look }))))(
  '$name fits and is accessible ($theme, $language, $width px)',
  async ({ name, ...look }) => {
    const { options, arrive } = states[name] ?? {};
    const window = await openAccountStep({ ...options, ...look });
    await arrive?.(window);
    await window.shot(`account-${name}`);
    expect(await clippedTexts(window.page)).toEqual([]);
    // What the footer lies over in the middle of a page is no target; at its end nothing may be under it.
    await window.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expectNoAxeViolations(window.page);
  },
);

test.for(['old-gmail', 'old-settings', 'old-refused-gmail', 'new-own', 'new-hosts', 'new-giant', 'new-not-empty'])(
  '%s has room for longer words, from right to left, and shows its edges in forced colours',
  async (name) => {
    const { options, arrive } = states[name] ?? {};
    for (const look of [{ pseudo: true }, { direction: 'rtl' }, { forcedColors: true }] as const) {
      const window = await openAccountStep({ ...options, ...look, width: 320 });
      await arrive?.(window);
      expect(await clippedTexts(window.page)).toEqual([]);
    }
  },
);
