import { expect, test } from 'vitest';
import { MailboxNames } from '../../main/imap/mailbox-names.ts';

test('names that a correct encoder wrote are decoded and go back the same', () => {
  const names = new MailboxNames();
  expect(names.remember('Entw&APw-rfe', false)).toBe('Entwürfe');
  expect(names.wireForm('Entwürfe', false)).toBe('Entw&APw-rfe');
});

test.each(['&broken', 'caf\u00e9', '&2AA-', 'tab\there', 'A & B', '&!'])(
  'the hostile name %j stays as listed, and can be opened',
  (wireForm) => {
    const names = new MailboxNames();
    expect(names.remember(wireForm, false)).toBe(wireForm);
    expect(names.wireForm(wireForm, false)).toBe(wireForm);
  },
);

test.each([
  ['Entw&APw-rfe &', 'Entwürfe &'],
  ['&AGE-', 'a'],
  ['&Jjo!', '☺!'],
  ['&AOk', 'é'],
  ['&BBAEMQQyACYEMwQ0BDU-', 'Абв&где'],
  ['Entw\xc3\xbcrfe', 'Entwürfe'],
  ['R\xe9pertoire', 'Répertoire'],
])('the name %j, which no correct encoder writes, reads %j and is opened as it was listed', (wireForm, name) => {
  const names = new MailboxNames();
  expect(names.remember(wireForm, false)).toBe(name);
  expect(names.wireForm(name, false)).toBe(wireForm);
});

test('octets that are no UTF-8 go back as a literal', () => {
  const names = new MailboxNames();
  names.remember('R\xe9pertoire', false);
  expect(names.argument('Répertoire', false)).toEqual({
    type: 'LITERAL',
    value: Buffer.from('R\xe9pertoire', 'latin1'),
  });
  names.remember('Entw\xc3\xbcrfe', false);
  expect(names.argument('Entwürfe', false)).toEqual({ type: 'STRING', value: 'Entwürfe' });
});

test('two forms that read alike stay two mailboxes', () => {
  const names = new MailboxNames();
  const listed = ['Entw&APw-rfe', 'Entw\xc3\xbcrfe'];
  const shown = listed.map((wireForm) => names.remember(wireForm, false));
  expect(shown).toEqual(['Entwürfe', 'Entw&AMMAvA-rfe']);
  expect(shown.map((name) => names.wireForm(name, false))).toEqual(listed);
  // The same at the next listing.
  expect(listed.map((wireForm) => names.remember(wireForm, false))).toEqual(shown);
});

test('with UTF8=ACCEPT names travel as they are', () => {
  const names = new MailboxNames();
  expect(names.remember('Entw&APw-rfe', true)).toBe('Entw&APw-rfe');
  expect(names.argument('日本語', true)).toEqual({ type: 'STRING', value: '日本語' });
});

test('INBOX is INBOX in any case; a name not listed is encoded', () => {
  const names = new MailboxNames();
  expect(names.remember('Inbox', false)).toBe('INBOX');
  expect(names.wireForm('A & B', false)).toBe('A &- B');
});
