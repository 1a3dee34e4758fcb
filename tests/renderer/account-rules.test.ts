import { describe, expect, test } from 'vitest';
import {
  emptyForm,
  withFound,
  withSetting,
  withTyped,
  type AccountForm,
} from '../../renderer/wizard/account/account-form.ts';
import { looksLikeNormalPassword, withoutGroupSpaces } from '../../renderer/wizard/account/app-password.ts';
import { findFaults } from '../../renderer/wizard/account/find-faults.ts';
import { countRefusal, forgetRefusals, pausedUntil } from '../../renderer/wizard/account/tries.ts';
import { sampleAccount } from './support/samples.ts';

const manual: AccountForm = { ...emptyForm, typed: 'ada@example.org', isManual: true, host: 'mail.example.org' };

describe('spaces in app passwords', () => {
  test.each([
    ['google', 'abcd efgh ijkl mnop', 'abcdefghijklmnop'],
    ['google', ' abcd\u00A0efgh ijkl mnop ', 'abcdefghijklmnop'],
    ['yahoo', 'abcd efgh ijkl mnop', 'abcdefghijklmnop'],
    // A pass phrase, or a password that holds spaces, is left alone.
    ['google', 'my horse and cart', 'my horse and cart'],
    ['google', 'abcd efgh ijkl mno1', 'abcd efgh ijkl mno1'],
    ['other', 'abcd efgh ijkl mnop', 'abcd efgh ijkl mnop'],
    ['apple', 'abcd-efgh-ijkl-mnop', 'abcd-efgh-ijkl-mnop'],
  ] as const)('%s: "%s"', (family, typed, sent) => {
    // "my horse and cart" has 14 letters: one with 16 would be taken for an app password, which Google would refuse either way.
    expect(withoutGroupSpaces(typed, family)).toBe(sent);
  });

  test.each([
    ['google', 'Summer2026', true],
    ['google', 'abcdefghijklmnop', false],
    ['apple', 'abcdefghijklmnop', true],
    ['apple', 'abcd-efgh-ijkl-mnop', false],
    ['other', 'Summer2026', false],
    ['google', '', false],
  ] as const)('hint for %s and "%s": %s', (family, secret, hint) => {
    expect(looksLikeNormalPassword(secret, family)).toBe(hint);
  });
});

describe('faults', () => {
  const facts = { secret: 'x', mayBeEmpty: false, other: null };

  test.each([
    ['mail.example.org', []],
    ['2001:db8::1', []],
    ['müller.example', []],
    ['', ['account.fault.host.empty']],
    ['https://mail.example.org', ['account.fault.host.bad']],
    ['mail.example.org:993', ['account.fault.host.bad']],
    ['mail example', ['account.fault.host.bad']],
    ['ada@example.org', ['account.fault.host.bad']],
  ] as const)('server "%s"', (host, messages) => {
    expect(findFaults({ ...manual, host }, facts).map(({ message }) => message)).toEqual(messages);
  });

  test.each([
    ['993', true],
    ['65535', true],
    ['0', false],
    ['65536', false],
    ['99.3', false],
    ['', false],
    ['1e3', false],
  ])('port "%s"', (port, good) => {
    expect(findFaults({ ...manual, port }, facts)).toHaveLength(good ? 0 : 1);
  });

  test('in the order of the fields', () => {
    const faults = findFaults({ ...emptyForm, isManual: true, port: 'x' }, { ...facts, secret: '' });
    expect(faults.map(({ field }) => field)).toEqual(['typed', 'host', 'port', 'secret']);
  });

  test('no password is needed where one is kept', () => {
    expect(findFaults(manual, { ...facts, secret: '', mayBeEmpty: true })).toEqual([]);
  });

  test('the same account on both sides, however it is written', () => {
    const other = sampleAccount({
      address: { host: 'Mail.Example.org', port: 143, security: 'starttls', user: 'ADA@example.org' },
    });
    expect(findFaults(manual, { ...facts, other })).toEqual([{ field: 'typed', message: 'account.fault.typed.same' }]);
    expect(findFaults({ ...manual, user: 'bob' }, { ...facts, other })).toEqual([]);
  });
});

describe('the form', () => {
  test('forgets what another address told, but not what was typed by hand', () => {
    const found = withFound(
      { ...emptyForm, typed: 'ada@example.org' },
      {
        kind: 'unknown',
        domain: 'example.org',
        proposals: [
          {
            address: { host: 'imap.example.org', port: 993, security: 'tls', user: 'ada@example.org' },
            source: 'guessed',
            confirmed: false,
          },
        ],
      },
    );
    expect(found.host).toBe('imap.example.org');
    expect(withTyped(found, 'bob@example.net')).toMatchObject({ host: '', found: null, typed: 'bob@example.net' });
    expect(withTyped(manual, 'bob@example.net')).toMatchObject({ host: 'mail.example.org' });
  });

  test('moves the port along with the protection, unless it is a special one', () => {
    expect(withSetting(manual, 'security', 'starttls')).toMatchObject({ port: '143', source: 'typed' });
    expect(withSetting({ ...manual, port: '1143' }, 'security', 'starttls')).toMatchObject({ port: '1143' });
  });
});

describe('refusals', () => {
  const address = { host: 'imap.example.org', port: 993, security: 'tls', user: 'tries@example.org' } as const;
  const minute = 60_000;

  test('three in a row make a pause of five minutes; then the count begins anew', () => {
    countRefusal(address, 0);
    countRefusal(address, 1);
    expect(pausedUntil(address, 1)).toBeNull();
    countRefusal(address, 2);
    expect(pausedUntil(address, 3)).toBe(2 + 5 * minute);
    expect(pausedUntil(address, 2 + 5 * minute)).toBeNull();
    countRefusal(address, 6 * minute);
    expect(pausedUntil(address, 6 * minute)).toBeNull();
  });

  test('belong to one account, and a success ends the row', () => {
    const other = { ...address, user: 'other@example.org' };
    countRefusal(other, 0);
    countRefusal(other, 0);
    forgetRefusals(other);
    countRefusal(other, 0);
    expect(pausedUntil(other, 0)).toBeNull();
    expect(pausedUntil({ ...address, user: 'third@example.org' }, 0)).toBeNull();
  });
});
