import { describe, expect, it } from 'vitest';
import { parseAccountUrl } from '../../main/cli/account-url.ts';
import { CliError } from '../../main/cli/cli-error.ts';
import { isSameAccount } from '../../shared/model/account.ts';

function refusal(text: string, option: '--from' | '--to' = '--from'): string {
  try {
    parseAccountUrl(text, option);
  } catch (error) {
    if (error instanceof CliError && error.exitCode === 4) return `${error.message} ${error.next}`;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('an address of an account', () => {
  it.each([
    ['imaps://me@imap.example.org', { host: 'imap.example.org', port: 993, security: 'tls', user: 'me' }],
    ['imaps://me%40example.org@h:1993', { host: 'h', port: 1993, security: 'tls', user: 'me@example.org' }],
    ['imaps://me@example.org@h', { host: 'h', port: 993, security: 'tls', user: 'me@example.org' }],
    ['imap+starttls://me@h', { host: 'h', port: 143, security: 'starttls', user: 'me' }],
    ['IMAPS://me@IMAP.Example.ORG/', { host: 'imap.example.org', port: 993, security: 'tls', user: 'me' }],
    ['imaps://%C3%A9t%C3%A9@h', { host: 'h', port: 993, security: 'tls', user: 'été' }],
    ['imaps://me@b%C3%BCcher.example', { host: 'xn--bcher-kva.example', port: 993, security: 'tls', user: 'me' }],
    ['imaps://me@[::1]:993', { host: '::1', port: 993, security: 'tls', user: 'me' }],
    ['imaps://a%3Ab%25c@h', { host: 'h', port: 993, security: 'tls', user: 'a:b%c' }],
  ])('%s', (text, address) => {
    expect(parseAccountUrl(text, '--from')).toEqual(address);
  });

  it.each([
    ['imap://me@h', /readable for everybody/],
    ['https://me@h', /https:\/\//],
    ['me@example.org', /is not an address/],
    ['imaps://h', /names no user/],
    ['imaps://me@', /not an address|names no server/],
    ['imaps://me@h:99999', /not an address/],
    ['imaps://me@h:0', /cannot be 0/],
    ['imaps://me@h/INBOX', /after the server/],
    ['imaps://me@h?x=1', /after the server/],
    ['imaps://me%0D%0A@h', /control characters/],
    ['imaps://me%E9@h', /percent-encoded/],
    ['', /not an address/],
  ])('%j is refused', (text, reason) => {
    expect(refusal(text)).toMatch(reason);
  });

  it('with a password is refused without repeating it', () => {
    for (const option of ['--from', '--to'] as const) {
      const text = refusal('imaps://me:hunter2@h', option);
      expect(text).toMatch(/contains a password/);
      expect(text).toContain(option === '--from' ? 'HOMING_FROM_PASSWORD' : 'HOMING_TO_PASSWORD');
      expect(text).not.toContain('hunter2');
    }
    expect(refusal('imaps://me:hunter2@ho st')).not.toContain('hunter2');
    expect(refusal('me:hunter2@h')).not.toContain('hunter2');
  });
});

describe('one account under two names', () => {
  const address = (text: string): ReturnType<typeof parseAccountUrl> => parseAccountUrl(text, '--from');
  it.each([
    ['imaps://me@h', 'imaps://me@h', true],
    ['imaps://Me@H', 'imap+starttls://me@h.', true],
    ['imaps://me%40H.example@h.example:993', 'imap+starttls://ME%40h.example@H.EXAMPLE', true],
    ['imaps://me@b%C3%BCcher.example', 'imaps://me@XN--BCHER-KVA.example', true],
    ['imaps://me@[0:0:0:0:0:0:0:1]', 'imaps://me@[::1]', true],
    ['imaps://zo%C3%AB@h', 'imaps://ZOE%CC%88@h', true],
    ['imaps://me@h:9930', 'imaps://ME@h.:9930', true],
    ['imaps://me@h:9930', 'imaps://me@h:9931', false],
    ['imaps://me@h:9930', 'imaps://me@h', false],
    ['imaps://me%40h@h', 'imaps://me@h', false],
    ['imaps://me@h', 'imaps://you@h', false],
    ['imaps://me@h', 'imaps://me@i', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameAccount(address(one), address(other))).toBe(same);
  });
});
