import { describe, expect, it } from 'vitest';
import { foldName } from '../../../main/engine/plan/fold-name.ts';
import { assignRoles, roleOf } from '../../../main/engine/plan/mailbox-role.ts';
import { ROLE_NAMES } from '../../../main/engine/plan/role-names.ts';
import type { MailboxRole } from '../../../shared/model/mailbox.ts';
import { account, type AccountShape } from './account-builder.ts';

function roles(shape: AccountShape): Record<string, MailboxRole> {
  return Object.fromEntries(assignRoles(account(shape)));
}

function role(name: string, attributes: readonly string[] = [], prefix = ''): MailboxRole | null {
  const facts = account({ prefix, delimiter: prefix === '' ? '/' : '.', mailboxes: [[name, { attributes }]] });
  const mailbox = facts.mailboxes.find((one) => one.name === name);
  return mailbox === undefined ? null : roleOf(mailbox, facts.namespace);
}

describe('roleOf', () => {
  it.each(['INBOX', 'inbox', 'Inbox'])('knows %s', (name) => {
    expect(role(name)).toBe('inbox');
  });

  it.each([
    ['\\Sent', 'sent'],
    ['\\DRAFTS', 'drafts'],
    ['\\Junk', 'junk'],
    ['\\Trash', 'trash'],
    ['\\Archive', 'archive'],
    ['\\All', 'all'],
    ['\\Flagged', 'flagged'],
    ['\\Important', 'important'],
  ])('believes %s before a name', (attribute, expected) => {
    expect(role('Sent', ['\\HasNoChildren', attribute])).toBe(expected);
  });

  it.each([
    ['Sent Items', 'sent'],
    ['Deleted Items', 'trash'],
    ['Junk E-mail', 'junk'],
    ['Gesendete Elemente', 'sent'],
    ['Messages envoyés', 'sent'],
    ['Messages envoye\u0301s', 'sent'],
    ['POSTA INVIATA', 'sent'],
    ['Papelera', 'trash'],
    ['Itens excluídos', 'trash'],
    ['Ongewenste e-mail', 'junk'],
    ['Wersje robocze', 'drafts'],
    ['Skräppost', 'junk'],
    ['Papirkurv', 'trash'],
    ['Søppelpost', 'junk'],
    ['Luonnokset', 'drafts'],
    ['Odeslaná pošta', 'sent'],
    ['Отправленные', 'sent'],
    ['Чернетки', 'drafts'],
    ['Απεσταλμένα', 'sent'],
    ['Çöp Kutusu', 'trash'],
    ['送信済みメール', 'sent'],
    ['垃圾邮件', 'junk'],
    ['भेजे गए', 'sent'],
    ['موارد حذف شده', 'trash'],
    ['초안', 'drafts'],
    ['Lưu trữ', 'archive'],
    ['Непожељна пошта', 'junk'],
    ['Archive', 'archive'],
    ['[Gmail]/Papierkorb', 'trash'],
    ['[Google Mail]/Corbeille', 'trash'],
    ['INBOX/Sent', 'sent'],
  ])('understands %s', (name, expected) => {
    expect(role(name)).toBe(expected);
  });

  it.each(['Sent to clients', 'Clients/Sent', 'Spammers', 'Trash/old', '[Gmail]/Chats', 'Work', 'INBOX/a/Sent', ''])(
    'sees nothing in %j',
    (name) => {
      expect(role(name)).toBeNull();
    },
  );

  it('looks below a prefix', () => {
    expect(role('INBOX.Trash', [], 'INBOX.')).toBe('trash');
    expect(role('inbox.Trash', [], 'INBOX.')).toBe('trash');
    expect(role('user.someone.Trash', [], 'INBOX.')).toBeNull();
  });

  it('gives nothing to what cannot be selected', () => {
    expect(role('Archive', ['\\Noselect'])).toBeNull();
    expect(role('Archive', ['\\NonExistent', '\\Archive'])).toBeNull();
  });
});

describe('assignRoles', () => {
  it('prefers the attribute', () => {
    const mailboxes: AccountShape['mailboxes'] = ['Sent', ['Postausgang', { attributes: ['\\Sent'] }], 'Sent Items'];
    expect(roles({ mailboxes })).toEqual({ INBOX: 'inbox', Postausgang: 'sent' });
  });

  it('prefers the shallowest, then the first by name, in whatever order they are listed', () => {
    expect(roles({ mailboxes: ['INBOX/Sent', 'Sent Items'] })).toEqual({ INBOX: 'inbox', 'Sent Items': 'sent' });
    const expected = { INBOX: 'inbox', Sent: 'sent' };
    expect(roles({ mailboxes: ['Sent Items', 'Sent'] })).toEqual(expected);
    expect(roles({ mailboxes: ['Sent', 'Sent Items'] })).toEqual(expected);
  });
});

describe('the table of names', () => {
  it('has every name once, under one role', () => {
    const names = Object.values(ROLE_NAMES).flatMap((list) => list.map((name) => foldName(name)));
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice).toEqual([]);
  });
});
