import { expect, test } from 'vitest';
import { MailboxNames } from '../../main/imap/mailbox-names.ts';

test('names that a correct encoder wrote are decoded and go back the same', () => {
  const names = new MailboxNames();
  expect(names.remember('Entw&APw-rfe', false)).toBe('Entwürfe');
  expect(names.wireForm('Entwürfe', false)).toBe('Entw&APw-rfe');
});

test.each(['Entw&APw-rfe &', '&broken', '&AGE-', 'caf\u00e9', '&2AA-', 'tab\there', '&Jjo!'])(
  'the hostile name %j stays as listed, and can be opened',
  (wireForm) => {
    const names = new MailboxNames();
    expect(names.remember(wireForm, false)).toBe(wireForm);
    expect(names.wireForm(wireForm, false)).toBe(wireForm);
  },
);

test('two forms that read alike stay two mailboxes', () => {
  const names = new MailboxNames();
  const shown = ['Entw&APw-rfe', 'Entwürfe'].map((wireForm) => names.remember(wireForm, false));
  expect(shown).toEqual(['Entwürfe', 'Entw&APw-rfe']);
  expect(shown.map((name) => names.wireForm(name, false))).toEqual(['Entw&APw-rfe', 'Entwürfe']);
  // The same at the next listing.
  expect(['Entw&APw-rfe', 'Entwürfe'].map((wireForm) => names.remember(wireForm, false))).toEqual(shown);
});

test('with UTF8=ACCEPT names travel as they are', () => {
  const names = new MailboxNames();
  expect(names.remember('Entw&APw-rfe', true)).toBe('Entw&APw-rfe');
  expect(names.wireForm('日本語', true)).toBe('日本語');
});

test('INBOX is INBOX in any case; a name not listed is encoded', () => {
  const names = new MailboxNames();
  expect(names.remember('Inbox', false)).toBe('INBOX');
  expect(names.wireForm('A & B', false)).toBe('A &- B');
});
